using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>PSNR in dB and what it costs, as means over the seeds.</summary>
/// <param name="Row">Of the first seed, with the mean FAB of all.</param>
/// <param name="Series">What a line joins: a method with all options but its bits.</param>
internal sealed record TradeOffPoint(ResultRow Row, string Series, MethodStyle Style, double Cost, double Psnr)
{
    public string Panel => RowLabels.Panel(Row);

    public bool IsFullPrecision => RowLabels.IsFullPrecision(Row);

    /// <summary>Rows without a finite PSNR or cost are left out.</summary>
    public static IEnumerable<TradeOffPoint> Of(ResultDocument result, MetricInfo psnr, MethodCatalog methods, Func<ResultRow, double> cost) => result.Rows
        .Where(row => double.IsFinite(row.Metrics[psnr.Id]) && double.IsFinite(cost(row)))
        .GroupBy(row => (row.Weights, row.Scale, row.Dataset, row.Identity))
        .Select(seeds => (Row: seeds.First() with { FeatureAverageBits = seeds.Average(seed => seed.FeatureAverageBits) }, Cost: seeds.Average(cost), Psnr: seeds.Average(seed => seed.Metrics[psnr.Id])))
        .Select(point => new TradeOffPoint(point.Row, SeriesOf(point.Row, methods.Find(point.Row.Method).Info.Name), MethodStyle.Of(point.Row.Method, methods), point.Cost, point.Psnr));

    /// <summary>The lines of one method share its colour and differ by their pattern, and by the marker where they are points alone.</summary>
    public static List<LegendEntry> Legend(IEnumerable<TradeOffPoint> points) =>
    [
        .. points.DistinctBy(point => point.Series)
            .GroupBy(point => point.Row.Method)
            .SelectMany(method => method.Select((point, index) => new LegendEntry(point.Series, point.Style.Variant(index), LinePatterns.At(index)))),
    ];

    private static string SeriesOf(ResultRow row, string name)
    {
        var bits = row.WeightBits switch
        {
            RowLabels.FullPrecision => string.Empty,
            null => ", mixed weights",
            var w when w == row.ActivationBits => ", weights and activations alike",
            var w => string.Create(CultureInfo.InvariantCulture, $", {w}-bit weights"),
        };
        return RowLabels.Series(row, name) + bits;
    }
}
