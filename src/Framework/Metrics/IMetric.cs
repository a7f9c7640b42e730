namespace Research.Framework.Metrics;

/// <summary>A named, versioned convention of measuring an SR image against HR.</summary>
public interface IMetric
{
    MetricInfo Info { get; }

    /// <param name="scale">Scale factor; most conventions leave out a border of so many HR pixels.</param>
    double Compute(MetricImage sr, MetricImage hr, int scale);
}
