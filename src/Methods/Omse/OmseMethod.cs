using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.Omse;

/// <summary>Static post-training quantization with the range of the smallest mean squared error.</summary>
public sealed class OmseMethod : StaticPtqMethod
{
    public override MethodInfo Info { get; } = new("omse", 1, "OMSE", Paper: null, typeof(OmseOptions)) { NeedsCalibration = true };

    protected override IRangeEstimator Estimator(StaticPtqOptions options) => new OmseRange(options.Quantizer);
}
