namespace Research.Framework.Evaluation;

/// <summary>A data set's figures: plain means over its images.</summary>
public sealed record EvaluationResult(string Dataset, string DatasetHash, string Protocol, IReadOnlyList<ImageResult> Images)
{
    public double Mean(string metric) => Images.Average(image => image.Metrics[metric]);

    public double FeatureAverageBits => Images.Average(image => image.FeatureAverageBits);

    /// <summary>Of all forward passes.</summary>
    public double Seconds => Images.Sum(image => image.Seconds);
}
