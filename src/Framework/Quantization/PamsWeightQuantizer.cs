using System.Collections.Immutable;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>PAMS' weights: see <see cref="LearnedRanges.PamsWeight"/>.</summary>
/// <param name="bits">8 in all published settings of CADyQ and CABM.</param>
public sealed class PamsWeightQuantizer(int bits) : IWeightQuantizer
{
    public int Bits => bits;

    public IReadOnlyDictionary<string, torch.Tensor> State => ImmutableDictionary<string, torch.Tensor>.Empty;

    public torch.Tensor Quantize(torch.Tensor weight) => LearnedRanges.PamsWeight(weight, bits);
}
