using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Methods.Percentile;

/// <summary>Static post-training quantization that clips the rarest values at both ends.</summary>
public sealed class PercentileMethod : StaticPtqMethod
{
    public override MethodInfo Info { get; } = new("percentile", 1, "Percentile", Paper: null, typeof(PercentileOptions)) { NeedsCalibration = true };

    protected override IRangeEstimator Estimator(StaticPtqOptions options)
    {
        var p = ((PercentileOptions)options).P;
        return p is > 50 and <= 100
            ? new PercentileRange(p)
            : throw new ResearchException(FormattableString.Invariant($"Method 'percentile': p must lie above 50 and at most at 100 (percent); given p={p}."));
    }
}
