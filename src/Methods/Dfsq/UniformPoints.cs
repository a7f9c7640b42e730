using Research.Framework.Quantization;

namespace Research.Methods.Dfsq;

/// <summary>Equally spaced points from the smallest to the largest sample, moved so that one is 0: what a subset is compared with.</summary>
internal sealed class UniformPoints : IPointSelector
{
    public double[] Choose(SortedSamples samples, int count, Random random)
    {
        var grid = AffineGrid.Of(new ValueRange(samples[0], samples[samples.Count - 1]).WithZero, int.Log2(count));
        return [.. Enumerable.Range(0, count).Select(code => (code - grid.Zero) * grid.Step).Distinct()];
    }
}
