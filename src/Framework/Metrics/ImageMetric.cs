namespace Research.Framework.Metrics;

/// <summary>A convention that looks at the pictures alone.</summary>
public abstract class ImageMetric : IMetric
{
    public abstract MetricInfo Info { get; }

    /// <param name="scale">Scale factor; most conventions leave out a border of so many HR pixels.</param>
    public abstract double Compute(MetricImage sr, MetricImage hr, int scale);

    double IMetric.Compute(MeasuredImage image) => Compute(image.Sr, image.Hr, image.Scale);
}
