using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.AdaBm.Figures;

/// <summary>How sensitive each layer is, and the bits that this gave it before and after the tuning.</summary>
internal sealed class SensitivityFigure : IFigure
{
    private const double Half = 0.4;
    private const float MarkerSize = 9;

    public string Id => "adabm-sensitivity";

    public string Description => "Sensitivity of the layers with their bits before and after tuning (AdaBM)";

    public string? WhyNot(ResultDocument result) => Cells(result).Count == 0 ? NotedCell.Missing : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        return
        [
            new FigurePage(
                Id,
                $"{result.Title}: sensitivity of the layers",
                [.. Cells(result).Select(Panel)],
                [BitColours.Entry("one bit less", -1), BitColours.Entry("base bits", 0), BitColours.Entry("one bit more", 1)],
                [
                    "Adaptive layers in order of execution. Bars: sensitivity, the standard deviation of the layer's input over channels and places, mean over the calibration crops, in units of the network; their colour: the bits that the layer adds before the tuning. Squares above: after it.",
                    $"Calibration: {result.Calibration}; profile {result.Profile.Name()}.{Cells(result)[0].Note}",
                ]),
        ];
    }

    private static List<NotedCell> Cells(ResultDocument result) => [.. NotedCell.Of(result).Where(cell => cell.LayerBits(TuningNotes.Before).Count > 0)];

    private static Plot Panel(NotedCell cell)
    {
        var (before, after) = (cell.LayerBits(TuningNotes.Before), cell.LayerBits(TuningNotes.After));
        var layers = cell.Layers(TuningNotes.Sensitivity).Where(layer => before.ContainsKey(layer.Item)).ToList();
        var top = layers.Max(layer => layer.Value);
        var plot = PanelStyle.Create(cell.Title, "adaptive layer", "sensitivity");
        foreach (var (i, layer) in layers.Index())
        {
            var bar = plot.Add.Rectangle(i + 1 - Half, i + 1 + Half, 0, layer.Value);
            (bar.FillColor, bar.LineColor, bar.LineWidth) = (BitColours.Of(before[layer.Item]), Colors.Gray, 0.6f);
            var marker = plot.Add.Marker(i + 1, layer.Value + (0.05 * top), MarkerShape.FilledSquare, MarkerSize, BitColours.Of(after[layer.Item]));
            (marker.MarkerStyle.OutlineColor, marker.MarkerStyle.OutlineWidth) = (Colors.Gray, 0.6f);
        }

        WholeTicks.Set(plot.Axes.Bottom, 1, layers.Count);
        plot.Axes.SetLimits(0, layers.Count + 1, 0, 1.15 * top);
        return plot;
    }
}
