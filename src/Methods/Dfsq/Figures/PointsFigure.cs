using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Dfsq.Figures;

/// <summary>How the normalised activations of some channels are spread, and where their points lie.</summary>
internal sealed class PointsFigure : IFigure
{
    /// <summary>Rarer values are not shown.</summary>
    private const double Rare = 1e-6;

    private static readonly MethodStyle Bars = MethodStyle.At(6);
    private static readonly MethodStyle Points = MethodStyle.At(2);

    public string Id => "dfsq-points";

    public string Description => "Histograms of normalised activations with the chosen points (DFSQ)";

    public string? WhyNot(ResultDocument result) => Notes.First(result, CalibrationNotes.Points).Any() ? null : "no cell of DFSQ noted points: they are noted up to 4 bits";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var (points, histograms) = (Notes.First(result, CalibrationNotes.Points).ToList(), Notes.First(result, CalibrationNotes.Histogram).ToList());
        return
        [
            .. points.Select((network, i) => new FigurePage(
                FigurePage.NameOf(Id, network.Cell.Weights, points.Count),
                $"Points at {Notes.Options(network.Cell).A} bits: {network.Cell.Weights}",
                [.. network.Items.Select((layer, k) => Panel(layer.Item, [.. histograms[i].Items[k].Values.Values], [.. layer.Values.Values]))],
                [new LegendEntry("share of the values", Bars, LinePattern.Solid), new LegendEntry("point", Points, LinePattern.Solid)],
                [
                    $"Last channel of four of the quantized convolutions: values of all calibration patches, of {result.Calibration}, each patch normalised by its own statistics, in {CalibrationNotes.Bins} bins, and the points chosen for them.",
                ])
            {
                PanelHeight = 260,
                PanelWidth = 560,
            }),
        ];
    }

    private static Plot Panel(string layer, IReadOnlyList<double> shares, IReadOnlyList<double> points)
    {
        var plot = PanelStyle.Create(layer, "normalised activation", "share of the values");
        var (floor, width) = (Math.Log10(Rare), 2.0 / shares.Count);
        foreach (var (bin, share) in shares.Index().Where(bin => bin.Item > Rare))
        {
            var bar = plot.Add.Rectangle(-1 + (bin * width), -1 + ((bin + 1) * width), floor, Math.Log10(share));
            (bar.FillColor, bar.LineWidth) = (Bars.Colour.WithAlpha(0.7), 0);
        }

        foreach (var point in points)
        {
            var line = plot.Add.Line(point, floor, point, floor + 1);
            (line.LineWidth, line.LineColor, line.MarkerSize) = (1.6f, Points.Colour, 0);
        }

        Decades.Fit(plot.Axes.Left, [Rare, 1], Label);
        plot.Axes.SetLimits(-1.05, 1.05, floor, 0.1);
        plot.Axes.Bottom.TickGenerator = new NumericManual([-1.0, -0.5, 0, 0.5, 1], ["-1", "-0.5", "0", "0.5", "1"]);
        return plot;
    }

    private static string Label(double share) => (int)Math.Round(Math.Log10(share)) is var power && power >= -2 ? share.ToString("0.##", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"1e{power}");
}
