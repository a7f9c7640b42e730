using Research.Framework.Metrics;

namespace Research.Framework.Costs;

/// <summary>A convention that looks at the passes instead of the pictures.</summary>
internal sealed class CostMetric(MetricInfo info, Func<MeasuredImage, double> compute, Func<IEnumerable<double>, double>? aggregate = null) : IMetric
{
    public MetricInfo Info => info;

    public double Compute(MeasuredImage image) => compute(image);

    public double Aggregate(IEnumerable<double> values) => aggregate is null ? values.Average() : aggregate(values);
}
