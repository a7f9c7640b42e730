using Research.Framework.Metrics;

namespace Research.Framework.Costs;

/// <summary>FAB, which every result has in a column of its own, as a convention that experiments may name.</summary>
public static class FeatureBits
{
    /// <remarks>CABM's name; CADyQ calls it FQR. Tiles and images are not weighted by area.</remarks>
    public static IMetric Fab { get; } = new CostMetric(
        new MetricInfo("fab", 1, string.Empty, "feature average bit-width: mean bits of the quantized activations that count, a plain mean over edges, passes and images (FP32: 32)"),
        image => image.FeatureAverageBits);
}
