using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>PSNR against bit operations, by the first of the experiment's conventions.</summary>
internal sealed class PsnrAgainstBitOps : TradeOffFigure
{
    public override string Id => "psnr-against-bitops";

    protected override string CostName => "bit operations";

    protected override string AxisTitle => "bit operations (G, log scale)";

    protected override string? WhyNoCost(ResultDocument result) => result.MetricInfos.Any(IsCost) ? null : "no metric of the experiment is one of bitops:*";

    protected override Func<ResultRow, double> Cost(ResultDocument result)
    {
        var id = Metric(result).Id;
        return row => row.Metrics[id];
    }

    protected override string CostNote(ResultDocument result) => $"{Metric(result).Id}: {Metric(result).Convention}; in G, logarithmic axis.";

    private static MetricInfo Metric(ResultDocument result) => result.MetricInfos.First(IsCost);

    private static bool IsCost(MetricInfo metric) => metric.Id.StartsWith("bitops:", StringComparison.Ordinal);
}
