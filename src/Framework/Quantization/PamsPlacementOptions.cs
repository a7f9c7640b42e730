using System.Collections.Immutable;

namespace Research.Framework.Quantization;

/// <param name="Candidates">Bits that may be chosen for the inputs of the blocks' convolutions, ascending.</param>
/// <param name="WeightBits">Of the blocks' convolutions.</param>
/// <param name="ResidualBits">Of the residual before it is added, where that is quantized too.</param>
/// <param name="Conv1Quantized">In blocks with batch normalisation, the first convolution reads the quantized input too; false: only the skip does, as CADyQ was released.</param>
public sealed record PamsPlacementOptions(ImmutableArray<int> Candidates, int WeightBits = 8, int ResidualBits = 8, bool Conv1Quantized = false);
