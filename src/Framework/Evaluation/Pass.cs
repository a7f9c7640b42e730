using Research.Framework.Quantization;

namespace Research.Framework.Evaluation;

/// <summary>One pass through the network: a whole image, or a tile.</summary>
/// <param name="LrPixels">Size of what was passed.</param>
public sealed record Pass(BitAllocation Bits, long LrPixels);
