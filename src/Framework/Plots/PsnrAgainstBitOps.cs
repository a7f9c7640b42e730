using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>PSNR against bit operations on a logarithmic axis, with the Pareto front: a page per data set, a panel per network.</summary>
internal sealed class PsnrAgainstBitOps : IFigure
{
    public string Id => "psnr-against-bitops";

    public string? WhyNot(ResultDocument result) =>
        !result.MetricInfos.Any(metric => metric.Unit == "dB") ? "no metric of the experiment is in dB"
        : !result.MetricInfos.Any(IsCost) ? "no metric of the experiment is one of bitops:*"
        : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var (psnr, cost) = (result.MetricInfos.First(metric => metric.Unit == "dB"), result.MetricInfos.First(IsCost));
        var pages = TradeOffPoint.Of(result, psnr, methods, row => row.Metrics[cost.Id]).GroupBy(point => point.Row.Dataset).ToList();
        return [.. pages.Select(page => Page(result, psnr, cost, [.. page], pages.Count == 1 ? Id : $"{Id}-{FileName.Of(page.Key)}"))];
    }

    private static bool IsCost(MetricInfo metric) => metric.Id.StartsWith("bitops:", StringComparison.Ordinal);

    private static FigurePage Page(ResultDocument result, MetricInfo psnr, MetricInfo cost, IReadOnlyList<TradeOffPoint> points, string name)
    {
        var legend = TradeOffPoint.Legend(points);
        var dataset = points[0].Row.Dataset;
        return new FigurePage(
            name,
            $"{result.Title}: PSNR against bit operations on {dataset}",
            [.. points.GroupBy(point => point.Panel).Select(panel => Panel(panel.Key, [.. panel], legend))],
            legend,
            [
                TradeOffPoint.DataNote(result, dataset),
                $"{psnr.Id}: {psnr.Convention}. {cost.Id}: {cost.Convention}; in G, logarithmic axis.",
                "Labels: bits of weights/activations (FAB where they vary), at the points of the Pareto front, which grey lines join: no other point has a higher PSNR at equal or lower cost.",
            ]);
    }

    private static Plot Panel(string title, IReadOnlyList<TradeOffPoint> points, IReadOnlyList<LegendEntry> legend)
    {
        var plot = PanelStyle.Create(title, "bit operations (G, log scale)", "PSNR (dB)");
        var front = ParetoFront.Of(points);
        plot.Add.ScatterLine(front.Select(Place).ToArray(), Colors.Gray.WithAlpha(0.5)).LineWidth = 6;
        var lines = points.GroupBy(point => point.Series).ToDictionary(series => series.Key, IReadOnlyList<Coordinates> (series) => [.. series.OrderBy(point => point.Cost).Select(Place)]);
        foreach (var (series, line) in lines)
        {
            plot.Add.Plottable(new SeriesPlot(line, legend.First(entry => entry.Text == series)));
        }

        plot.Add.Plottable(new LabelsPlot([.. front.Select(point => (Place(point), Bits(point.Row)))], [.. lines.Values, [.. front.Select(Place)]]));
        LogAxis.Fit(plot, points.Min(point => point.Cost), points.Max(point => point.Cost));
        PanelStyle.FitY(plot, points.Min(point => point.Psnr), points.Max(point => point.Psnr));
        return plot;
    }

    private static Coordinates Place(TradeOffPoint point) => new(Math.Log10(point.Cost), point.Psnr);

    private static string Bits(ResultRow row) => row is { WeightBits: TradeOffPoint.FullPrecision, ActivationBits: TradeOffPoint.FullPrecision }
        ? "FP32"
        : string.Create(CultureInfo.InvariantCulture, $"{row.WeightBits?.ToString(CultureInfo.InvariantCulture) ?? "mixed"}/{row.ActivationBits ?? Math.Round(row.FeatureAverageBits, 2)}");
}
