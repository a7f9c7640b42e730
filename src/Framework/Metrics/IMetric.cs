namespace Research.Framework.Metrics;

/// <summary>A named, versioned convention of measuring: pictures (PSNR, SSIM) or costs (bit operations).</summary>
public interface IMetric
{
    MetricInfo Info { get; }

    /// <returns>NaN where the convention does not apply to the network.</returns>
    double Compute(MeasuredImage image);

    /// <summary>A data set's figure from those of its images.</summary>
    double Aggregate(IEnumerable<double> values) => values.Average();
}
