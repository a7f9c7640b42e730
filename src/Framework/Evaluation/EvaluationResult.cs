using Research.Framework.Metrics;

namespace Research.Framework.Evaluation;

/// <summary>A data set's figures: means over its images, as each convention takes them.</summary>
public sealed record EvaluationResult(string Dataset, string DatasetHash, string Protocol, IReadOnlyList<ImageResult> Images)
{
    public double Mean(string metric) => MetricCatalog.Find(metric).Aggregate(Images.Select(image => image.Metrics[metric]));

    public double FeatureAverageBits => Images.Average(image => image.FeatureAverageBits);

    /// <summary>Of all forward passes.</summary>
    public double Seconds => Images.Sum(image => image.Seconds);
}
