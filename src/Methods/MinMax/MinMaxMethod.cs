using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.MinMax;

/// <summary>Static post-training quantization with the range of the calibration images: the plainest baseline.</summary>
public sealed class MinMaxMethod : StaticPtqMethod
{
    public override MethodInfo Info { get; } = new("minmax", 1, "MinMax", Paper: null, typeof(MinMaxOptions)) { NeedsCalibration = true };

    protected override IRangeEstimator Estimator(StaticPtqOptions options) =>
        options is MinMaxOptions { Ema: > 0 and var decay } ? new EmaRange(decay) : new MinMaxRange();
}
