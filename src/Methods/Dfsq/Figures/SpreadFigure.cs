using System.Globalization;
using MathNet.Numerics.Statistics;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Dfsq.Figures;

/// <summary>How far results differ between seeds, which draw the patches and the starts of K-means.</summary>
internal sealed class SpreadFigure : IFigure
{
    public string Id => "dfsq-spread";

    public string Description => "PSNR of single seeds (DFSQ)";

    public string? WhyNot(ResultDocument result) => result.Psnr is null ? "no metric in dB" : Lines(result).Any() ? null : "DFSQ was run with one seed alone";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var style = MethodStyle.Of(DfsqMethod.Id, methods);
        var panels = Lines(result).GroupBy(seeds => (seeds.First().Weights, seeds.Key.Dataset)).ToList();
        return panels.Count == 0 ? [] :
        [
            new FigurePage(
                Id,
                result.Title,
                [.. panels.Select(panel => Panel($"{panel.Key.Weights}, {panel.Key.Dataset}", [.. panel], result.Psnr!.Id, style))],
                [new LegendEntry("one seed", style, LinePattern.Solid)],
                [$"Each point is the mean {result.Psnr!.Id} of a data set with one seed; at the right mean and standard deviation over the seeds. Calibration: {result.Calibration}."])
            {
                PanelHeight = 110 + (26 * panels.Max(panel => panel.Count())),
            },
        ];
    }

    private static IEnumerable<IGrouping<(string Identity, string Weights, string Dataset), ResultRow>> Lines(ResultDocument result) => result.Rows
        .Where(row => row.Method == DfsqMethod.Id)
        .GroupBy(row => (row.Identity, row.Weights, row.Dataset))
        .Where(seeds => seeds.Skip(1).Any());

    private static Plot Panel(string title, IReadOnlyList<IGrouping<(string Identity, string Weights, string Dataset), ResultRow>> lines, string metric, MethodStyle style)
    {
        var plot = PanelStyle.Create(title, $"{metric} (dB)", string.Empty);
        var values = lines.Select(seeds => seeds.Select(row => row.Metrics[metric]).ToList()).ToList();
        foreach (var (line, seeds) in values.Index())
        {
            var markers = plot.Add.Markers(seeds.Select(value => new Coordinates(value, -line)).ToArray(), style.Marker, 9, style.Colour.WithAlpha(0.6));
            markers.LegendText = string.Empty;
        }

        var margin = Math.Max((values.Max(seeds => seeds.Max()) - values.Min(seeds => seeds.Min())) * 0.06, 0.005);
        plot.Axes.SetLimits(values.Min(seeds => seeds.Min()) - margin, values.Max(seeds => seeds.Max()) + margin, 0.4 - lines.Count, 0.6);
        plot.Axes.SetLimitsY(0.4 - lines.Count, 0.6, plot.Axes.Right);
        plot.Axes.Left.TickGenerator = new NumericManual([.. lines.Select((seeds, line) => new Tick(-line, RowLabels.Bits(seeds.First())))]);
        plot.Axes.Right.TickGenerator = new NumericManual(
            [.. values.Select((seeds, line) => new Tick(-line, string.Create(CultureInfo.InvariantCulture, $"{seeds.Average():0.000} ± {seeds.StandardDeviation():0.000}")))]);
        plot.Axes.Right.IsVisible = true;
        plot.Axes.Right.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize;
        plot.Axes.Right.TickLabelStyle.OffsetY = plot.Axes.Left.TickLabelStyle.OffsetY;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = value => value.ToString("0.00#", CultureInfo.InvariantCulture), TargetTickCount = 4 };
        return plot;
    }
}
