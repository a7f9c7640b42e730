using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.Percentile;

/// <summary>Static post-training quantization that clips the rarest values at both ends.</summary>
public sealed class PercentileMethod : StaticPtqMethod
{
    public override MethodInfo Info { get; } = new("percentile", 1, "Percentile", Paper: null, typeof(PercentileOptions)) { NeedsCalibration = true };

    protected override IRangeEstimator Estimator(StaticPtqOptions options) => new PercentileRange(((PercentileOptions)options).P);
}
