using Research.Framework.Graph;

namespace Research.Framework.Costs;

/// <summary>What one application of a convolution costs.</summary>
/// <param name="WeightBits">32 where nothing is quantized.</param>
/// <param name="InputBits">32 where nothing is quantized.</param>
/// <param name="Counted">Its input enters FAB.</param>
/// <param name="MacsPerLrPixel">Multiply-accumulates per pixel of the LR image.</param>
public sealed record LayerCost(string Name, Role Role, int WeightBits, int InputBits, bool Counted, long MacsPerLrPixel)
{
    /// <summary>MACs x bits of the weight x bits of the input.</summary>
    public double BitOpsPerLrPixel => (double)MacsPerLrPixel * WeightBits * InputBits;
}
