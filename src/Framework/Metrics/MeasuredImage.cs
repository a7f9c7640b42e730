using Research.Framework.Costs;
using Research.Framework.Evaluation;
using Research.Framework.Quantization;

namespace Research.Framework.Metrics;

/// <summary>What conventions measure: the pictures, and the passes that made SR.</summary>
public sealed record MeasuredImage(MetricImage Sr, MetricImage Hr, int Scale, QuantizedNetwork Network, IReadOnlyList<Pass> Passes)
{
    /// <summary>Of the LR image; fewer than the passes' sum where tiles overlap.</summary>
    public long LrPixels => (long)(Sr.Width / Scale) * (Sr.Height / Scale);

    /// <summary>Feature average bit-width: plain mean over passes, not weighted by area; 32 for full precision.</summary>
    public double FeatureAverageBits => Passes.Average(pass => pass.Bits.FeatureAverageBits);

    public CostLedger Ledger(Pass pass) => CostLedger.Of(Network, pass.Bits);
}
