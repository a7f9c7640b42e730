using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.AdaBm.Figures;

/// <summary>How complex the calibration crops are, and where the thresholds lie.</summary>
internal sealed class ComplexityFigure : IFigure
{
    private const int Bins = 30;

    private static readonly MethodStyle Bars = MethodStyle.At(6);
    private static readonly MethodStyle Before = MethodStyle.At(0);
    private static readonly MethodStyle After = MethodStyle.At(2);

    public string Id => "adabm-complexity";

    public string Description => "Complexity of the calibration crops with the thresholds before and after tuning (AdaBM)";

    public string? WhyNot(ResultDocument result) => Cells(result).Count == 0 ? NotedCell.Missing : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        return
        [
            new FigurePage(
                Id,
                $"{result.Title}: complexity of the calibration crops",
                [.. Cells(result).Select(Panel)],
                [
                    new LegendEntry("crops", Bars, LinePattern.Solid),
                    new LegendEntry("thresholds before the tuning", Before, LinePatterns.Dash),
                    new LegendEntry("after it", After, LinePattern.Solid),
                ],
                [
                    "Complexity: 1000 times the mean absolute gradient of the grey image in 0..1, by Sobel. Images below the lower threshold have one bit less in all adaptive layers, those above the upper one one more.",
                    $"Calibration: {result.Calibration}; profile {result.Profile.Name()}.{Cells(result)[0].Note}",
                ]),
        ];
    }

    private static List<NotedCell> Cells(ResultDocument result) => [.. NotedCell.Of(result).Where(cell => cell.Tables[TuningNotes.Thresholds].Any())];

    private static Plot Panel(NotedCell cell)
    {
        var crops = cell.Tables[TuningNotes.Crops].Select(row => row.Record.Value).ToList();
        var thresholds = cell.Tables[TuningNotes.Thresholds].Select(row => row.Record).ToList();
        var (low, high) = (0, 1.02 * crops.Concat(thresholds.Select(threshold => threshold.Value)).Max());
        var width = (high - low) / Bins;
        var bins = crops.CountBy(crop => (int)(crop / width)).ToList();
        var top = bins.Max(bin => bin.Value);
        var plot = PanelStyle.Create(cell.Title, "complexity", "number of crops");
        foreach (var (bin, count) in bins)
        {
            var bar = plot.Add.Rectangle(bin * width, (bin + 1) * width, 0, count);
            (bar.FillColor, bar.LineWidth) = (Bars.Colour.WithAlpha(0.7), 0);
        }

        foreach (var threshold in thresholds)
        {
            var before = threshold.Quantity == TuningNotes.Before;
            var line = plot.Add.Line(threshold.Value, 0, threshold.Value, 1.1 * top);
            (line.LineColor, line.LineWidth, line.LinePattern, line.MarkerSize) = ((before ? Before : After).Colour, 1.8f, before ? LinePatterns.Dash : LinePattern.Solid, 0);
        }

        WholeTicks.Set(plot.Axes.Left, 0, top);
        plot.Axes.SetLimits(low, high, 0, 1.1 * top);
        return plot;
    }
}
