using Research.Framework.Quantization;

namespace Research.Framework.Evaluation;

/// <summary>One pass through the network: a whole image, or a tile.</summary>
/// <param name="Area">What was passed.</param>
public sealed record Pass(BitAllocation Bits, LrArea Area)
{
    public long LrPixels => Area.Pixels;
}
