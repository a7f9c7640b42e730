using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Cfqp.Figures;

/// <summary>The full-precision output's range on each representative image, as bars, before and after taming; [0, 255] as lines.</summary>
internal sealed class OutputRangesFigure : IFigure
{
    private const string Missing = "no cell tamed images one by one (cfqp, or cfqp[image=...])";
    private const double White = 255;

    public string Id => "cfqp-ranges";

    public string Description => "Range of the output on each representative image, before and after taming (CFQP)";

    public string? WhyNot(ResultDocument result) => Networks(result).Any() ? null : Missing;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var (before, after) = (new LegendEntry("untouched", CfqpRows.Entry(OutputKind.Naive, LinePattern.Solid).Style, LinePattern.Solid), new LegendEntry("tamed", CfqpRows.Entry(OutputKind.Tamed, LinePattern.Solid).Style, LinePattern.Solid));
        var networks = Networks(result).ToList();
        if (networks.Count == 0)
        {
            return [];
        }

        var (low, high) = (networks.Min(network => network.Images.Min(image => image.LowBefore)), networks.Max(network => network.Images.Max(image => image.HighBefore)));
        return
        [
            new FigurePage(
                Id,
                $"{result.Title}: range of the full-precision output on representative images",
                [.. networks.Select(network => Panel(network.Title, network.Images, low, high, before.Style.Colour, after.Style.Colour))],
                [before, after],
                [
                    $"A bar from the smallest to the largest output value of each image, before any clip; images sorted by the untouched maximum. Dashed: 0 and 255, where the 8-bit range of the output is the clip. Calibration: {result.Calibration}.",
                    string.Join(" ", networks.Select(network => FormattableString.Invariant($"{network.Title}: {network.Images.Count(image => image.Converged)} of {network.Images.Count} images tamed{Others(network.Images)}."))),
                ])
            {
                PanelWidth = 560,
                PanelHeight = 300,
            },
        ];
    }

    private static string Others(IReadOnlyList<ImageRange> images) =>
        images.Where(image => !image.Converged).Select(image => image.Id).ToList() is { Count: > 0 } others ? $", not {string.Join(", ", others)}" : string.Empty;

    /// <summary>From the cells that tamed with the default options, whatever they chose of the images.</summary>
    private static IEnumerable<(string Title, IReadOnlyList<ImageRange> Images)> Networks(ResultDocument result) => result.Records
        .Where(row => row.Record.Table == ImageNotes.Table && CfqpRows.Options(row.Cell.Identity) is { } options && CfqpRows.Kind(options) == OutputKind.Tamed)
        .GroupBy(row => (row.Cell.Weights, row.Cell.Scale))
        .Select(network => (
            network.Key.Weights,
            (IReadOnlyList<ImageRange>)
            [
                .. network.GroupBy(row => row.Record.Item)
                    .Select(image => ImageRange.Of(image.Key, image.GroupBy(row => row.Record.Quantity, StringComparer.Ordinal).ToDictionary(values => values.Key, values => values.First().Record.Value, StringComparer.Ordinal)))
                    .OfType<ImageRange>()
                    .OrderBy(image => image.HighBefore),
            ]))
        .Where(network => network.Item2.Count > 0);

    private static Plot Panel(string title, IReadOnlyList<ImageRange> images, double low, double high, Color before, Color after)
    {
        var plot = PanelStyle.Create(title, "representative images, sorted", "output (grey levels)");
        foreach (var (place, image) in images.Index())
        {
            Bar(plot, place - 0.2, image.LowBefore, image.HighBefore, before);
            Bar(plot, place + 0.2, image.LowAfter, image.HighAfter, after);
        }

        foreach (var end in new[] { 0, White })
        {
            var line = plot.Add.HorizontalLine(end, 1, Colors.Black, LinePatterns.Dash);
            line.EnableAutoscale = false;
        }

        var margin = (high - low) / 15;
        plot.Axes.SetLimits(-1, images.Count, low - margin, high + margin);
        plot.Axes.Bottom.TickGenerator = new NumericManual([]);
        return plot;
    }

    private static void Bar(Plot plot, double x, double low, double high, Color colour)
    {
        var bar = plot.Add.Rectangle(x - 0.2, x + 0.2, low, high);
        (bar.FillColor, bar.LineWidth) = (colour.WithAlpha(0.75), 0);
    }

    private sealed record ImageRange(string Id, double LowBefore, double HighBefore, double LowAfter, double HighAfter, bool Converged)
    {
        internal static ImageRange? Of(string id, Dictionary<string, double> values) =>
            values.TryGetValue(ImageNotes.LowBefore, out var lowBefore) && values.TryGetValue(ImageNotes.HighBefore, out var highBefore)
            && values.TryGetValue(ImageNotes.LowAfter, out var lowAfter) && values.TryGetValue(ImageNotes.HighAfter, out var highAfter)
                ? new ImageRange(id, lowBefore, highBefore, lowAfter, highAfter, values.GetValueOrDefault(ImageNotes.Converged) == 1)
                : null;
    }
}
