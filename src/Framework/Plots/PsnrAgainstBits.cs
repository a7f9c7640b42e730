using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>PSNR against the average bits of the activations: a page per data set, a panel per network, full precision at the right end.</summary>
internal sealed class PsnrAgainstBits : IFigure
{
    private const int FullPrecision = 32;

    public string Id => "psnr-against-bits";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var metric = result.MetricInfos.FirstOrDefault(candidate => candidate.Unit == "dB");
        var points = metric is null ? [] : Points(result, metric, methods).ToList();
        var pages = points.GroupBy(point => point.Row.Dataset).ToList();
        return [.. pages.Select(page => Page(result, metric!, [.. page], pages.Count == 1 ? Id : $"{Id}-{FileName.Of(page.Key)}"))];
    }

    private static IEnumerable<Point> Points(ResultDocument result, MetricInfo metric, MethodCatalog methods)
    {
        var order = methods.Methods.Select(method => method.Info.Id).ToList();
        return result.Rows
            .Where(row => double.IsFinite(row.Metrics[metric.Id]))
            .GroupBy(row => (row.Weights, row.Scale, row.Dataset, row.Identity))
            .Select(seeds =>
            {
                var row = seeds.First();
                var style = MethodStyle.At(order.IndexOf(row.Method));
                return new Point(row, Series(row, methods.Find(row.Method).Info.Name), style, seeds.Average(seed => seed.FeatureAverageBits), seeds.Average(seed => seed.Metrics[metric.Id]));
            });
    }

    /// <summary>What a line joins: a method with all options but its bits.</summary>
    private static string Series(ResultRow row, string name)
    {
        var others = string.Join(", ", MethodIdentity.Parse(row.Identity).Without("w", "a"));
        var bits = row.WeightBits switch
        {
            FullPrecision => string.Empty,
            null => ", mixed weights",
            var w when w == row.ActivationBits => ", weights and activations alike",
            var w => string.Create(CultureInfo.InvariantCulture, $", {w}-bit weights"),
        };
        return $"{name}{(others.Length > 0 ? $" [{others}]" : string.Empty)}{bits}";
    }

    private static FigurePage Page(ResultDocument result, MetricInfo metric, IReadOnlyList<Point> points, string name)
    {
        var quantized = points.Where(point => point.Bits < FullPrecision).Select(point => point.Bits).DefaultIfEmpty(8).ToList();
        var axis = new BitsAxis((int)Math.Floor(quantized.Min()), (int)Math.Ceiling(quantized.Max()));
        var legend = points.DistinctBy(point => point.Series)
            .GroupBy(point => point.Row.Method)
            .SelectMany(method => method.Select((point, index) => new LegendEntry(point.Series, point.Style, LinePatterns.At(index))))
            .ToList();
        var panels = points.GroupBy(point => (point.Row.Weights, point.Row.Scale))
            .Select(panel => Panel($"{panel.Key.Weights}{(panel.Key.Weights.EndsWith($"x{panel.Key.Scale}", StringComparison.Ordinal) ? string.Empty : $" x{panel.Key.Scale}")}", [.. panel], legend, axis))
            .ToList();
        return new FigurePage(name, $"{result.Title}: PSNR against bits on {points[0].Row.Dataset}", panels, legend, Notes(result, metric, points[0].Row.Dataset));
    }

    private static Plot Panel(string title, IReadOnlyList<Point> points, IReadOnlyList<LegendEntry> legend, BitsAxis axis)
    {
        var plot = PanelStyle.Create(title, "average activation bits (FAB)", "PSNR (dB)");
        foreach (var full in points.Where(point => point.Bits >= FullPrecision))
        {
            plot.Add.HorizontalLine(full.Psnr, 1, Colors.Gray, LinePatterns.Dash);
        }

        foreach (var series in points.GroupBy(point => point.Series))
        {
            var entry = legend.First(candidate => candidate.Text == series.Key);
            var ordered = series.OrderBy(point => point.Bits).ToList();
            plot.Add.Plottable(new SeriesPlot([.. ordered.Select(point => new Coordinates(axis.Place(point.Bits), point.Psnr))], entry));
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. axis.Ticks.Select(tick => new Tick(tick.Place, tick.Text))]);
        plot.Axes.SetLimitsX(axis.Minimum, axis.Maximum);
        PanelStyle.FitY(plot, points.Min(point => point.Psnr), points.Max(point => point.Psnr));
        return plot;
    }

    private static IReadOnlyList<string> Notes(ResultDocument result, MetricInfo metric, string dataset)
    {
        var calibration = result.Calibration is null ? string.Empty : $" Calibration: {result.Calibration}.";
        return
        [
            $"Data: {result.Data[dataset]}; protocol {result.Protocol}; profile {result.Profile.Name()}.{calibration}",
            $"{metric.Id}: {metric.Convention}. FP32: full precision, dashed line and right end of the axis.",
        ];
    }

    private sealed record Point(ResultRow Row, string Series, MethodStyle Style, double Bits, double Psnr);
}
