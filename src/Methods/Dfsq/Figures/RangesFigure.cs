using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Dfsq.Figures;

/// <summary>How much the range of an activation differs between the channels of one patch, and between the patches in one channel: why one range per layer is poor.</summary>
internal sealed class RangesFigure : IFigure
{
    private const double Half = 0.16;
    private const double Shift = 0.2;

    private static readonly (string End, double Shift, MethodStyle Style)[] Ends = [("minimum", -Shift, MethodStyle.At(1)), ("maximum", Shift, MethodStyle.At(2))];

    public string Id => "dfsq-ranges";

    public string Description => "Smallest and largest activations over channels and over calibration patches (DFSQ)";

    public string? WhyNot(ResultDocument result) => Notes.First(result, CalibrationNotes.Ranges[0]).Any() ? null : Notes.Missing;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var networks = CalibrationNotes.Ranges.Select(table => Notes.First(result, table).ToList()).ToList();
        return
        [
            .. networks[0].Select((network, i) => new FigurePage(
                FigurePage.NameOf(Id, network.Cell.Weights, networks[0].Count),
                $"Range of activations: {network.Cell.Weights}",
                [Panel("Over the channels of the first patch", network.Items), Panel("Over the patches, of the last channel", networks[1][i].Items)],
                [.. Ends.Select(end => new LegendEntry($"{end.End} of a channel of a patch", end.Style, LinePattern.Solid))],
                [
                    $"Full-precision inputs of four of the quantized convolutions, in the network's own units, on the calibration patches, of {result.Calibration}. Boxes: first to third quartile with the median; whiskers: to the extremes.",
                ])),
        ];
    }

    private static Plot Panel(string title, IReadOnlyList<(string Item, IReadOnlyDictionary<string, double> Values)> layers)
    {
        var plot = PanelStyle.Create(title, string.Empty, "activation");
        foreach (var (place, (_, values)) in layers.Index())
        {
            foreach (var (end, shift, style) in Ends)
            {
                Box(plot, place + shift, [.. Enumerable.Range(0, 5).Select(quarter => values[CalibrationNotes.Quartile(end, quarter)])], style.Colour);
            }
        }

        var all = layers.SelectMany(layer => layer.Values.Values).ToList();
        var margin = Math.Max((all.Max() - all.Min()) / 15, 1e-6);
        plot.Axes.SetLimits(-0.6, layers.Count - 0.4, all.Min() - margin, all.Max() + margin);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. layers.Select((layer, place) => new Tick(place, layer.Item))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 10;
        return plot;
    }

    private static void Box(Plot plot, double x, double[] quartiles, Color colour)
    {
        Line(plot, x, quartiles[0], x, quartiles[4], 1.2f, colour);
        var box = plot.Add.Rectangle(x - Half, x + Half, quartiles[1], quartiles[3]);
        (box.FillColor, box.LineColor, box.LineWidth) = (colour.WithAlpha(0.35), colour, 1);
        Line(plot, x - Half, quartiles[2], x + Half, quartiles[2], 2.4f, colour);
    }

    private static void Line(Plot plot, double x1, double y1, double x2, double y2, float width, Color colour)
    {
        var line = plot.Add.Line(x1, y1, x2, y2);
        (line.LineWidth, line.LineColor, line.MarkerSize) = (width, colour, 0);
    }
}
