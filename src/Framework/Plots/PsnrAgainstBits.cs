using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>PSNR against the average bits of the activations: a page per data set, a panel per network, full precision at the right end.</summary>
internal sealed class PsnrAgainstBits : IFigure
{
    public string Id => "psnr-against-bits";

    public string? WhyNot(ResultDocument result) => result.MetricInfos.Any(metric => metric.Unit == "dB") ? null : "no metric of the experiment is in dB";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var metric = result.MetricInfos.First(candidate => candidate.Unit == "dB");
        var pages = TradeOffPoint.Of(result, metric, methods, row => row.FeatureAverageBits).GroupBy(point => point.Row.Dataset).ToList();
        return [.. pages.Select(page => Page(result, metric, [.. page], pages.Count == 1 ? Id : $"{Id}-{FileName.Of(page.Key)}"))];
    }

    private static FigurePage Page(ResultDocument result, MetricInfo metric, IReadOnlyList<TradeOffPoint> points, string name)
    {
        var quantized = points.Where(point => point.Cost < TradeOffPoint.FullPrecision).Select(point => point.Cost).DefaultIfEmpty(8).ToList();
        var axis = new BitsAxis((int)Math.Floor(quantized.Min()), (int)Math.Ceiling(quantized.Max()));
        var legend = TradeOffPoint.Legend(points);
        var dataset = points[0].Row.Dataset;
        return new FigurePage(
            name,
            $"{result.Title}: PSNR against bits on {dataset}",
            [.. points.GroupBy(point => point.Panel).Select(panel => Panel(panel.Key, [.. panel], legend, axis))],
            legend,
            [TradeOffPoint.DataNote(result, dataset), $"{metric.Id}: {metric.Convention}. FP32: full precision, dashed line and right end of the axis."]);
    }

    private static Plot Panel(string title, IReadOnlyList<TradeOffPoint> points, IReadOnlyList<LegendEntry> legend, BitsAxis axis)
    {
        var plot = PanelStyle.Create(title, "average activation bits (FAB)", "PSNR (dB)");
        foreach (var full in points.Where(point => point.Cost >= TradeOffPoint.FullPrecision))
        {
            plot.Add.HorizontalLine(full.Psnr, 1, Colors.Gray, LinePatterns.Dash);
        }

        foreach (var series in points.GroupBy(point => point.Series))
        {
            var entry = legend.First(candidate => candidate.Text == series.Key);
            var ordered = series.OrderBy(point => point.Cost).ToList();
            plot.Add.Plottable(new SeriesPlot([.. ordered.Select(point => new Coordinates(axis.Place(point.Cost), point.Psnr))], entry));
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. axis.Ticks.Select(tick => new Tick(tick.Place, tick.Text))]);
        plot.Axes.SetLimitsX(axis.Minimum, axis.Maximum);
        PanelStyle.FitY(plot, points.Min(point => point.Psnr), points.Max(point => point.Psnr));
        return plot;
    }
}
