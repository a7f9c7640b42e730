using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Cfqp.Figures;

/// <summary>PSNR against the number of representative images drawn: median over the draws, and from the smallest to the largest as a band.</summary>
internal sealed class NumberOfImagesFigure : IFigure
{
    private const string Missing = "fewer than two numbers of drawn images were run (cfqp[images=...])";

    public string Id => "cfqp-number-of-images";

    public string Description => "PSNR against the number of representative images, with the band of the draws (CFQP)";

    public string? WhyNot(ResultDocument result) => Rows(result).Select(row => row.Count).Distinct().Skip(1).Any() ? null : Missing;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var rows = Rows(result).ToList();
        var pages = rows.GroupBy(row => row.Row.Dataset).ToList();
        return
        [
            .. pages.Select(page => new FigurePage(
                FigurePage.NameOf(Id, page.Key, pages.Count),
                $"{result.Title}: {result.Psnr!.Id} on {page.Key}",
                [.. page.GroupBy(row => (row.Row.Weights, row.Row.Scale)).SelectMany(network => Panels(result, [.. network]))],
                [.. page.Select(row => row.Kind).Distinct().Order().Select(Entry), CfqpRows.FullPrecision],
                [
                    $"Median of {rows.Select(row => row.Row.Seed).Distinct().Count()} random draws without replacement; band: from the worst to the best draw. Output codes are read as pixels.",
                    FigurePage.DataNote(result, page.Key),
                ])
            {
                PanelWidth = 560,
                PanelHeight = 340,
            }),
        ];
    }

    private static LegendEntry Entry(OutputKind kind) => CfqpRows.Entry(kind, LinePattern.Solid) is var entry ? entry with { Style = entry.Style with { Marker = MarkerShape.FilledCircle } } : entry;

    private static IEnumerable<(ResultRow Row, OutputKind Kind, int Count, double Psnr)> Rows(ResultDocument result) => result.Psnr is not { Id: var metric } ? [] : result.Rows
        .Select(row => (Row: row, Options: CfqpRows.Options(row.Identity)))
        .Where(pair => pair.Options is { Images: > 0 } && CfqpRows.Kind(pair.Options) is not null)
        .Select(pair => (pair.Row, CfqpRows.Kind(pair.Options!)!.Value, pair.Options!.Images, pair.Row.Metrics[metric]));

    /// <summary>All, and enlarged what lies near full precision.</summary>
    private static IEnumerable<Plot> Panels(ResultDocument result, IReadOnlyList<(ResultRow Row, OutputKind Kind, int Count, double Psnr)> rows)
    {
        yield return Panel(result, rows, string.Empty);
        if (rows.Where(row => row.Kind != OutputKind.Naive).ToList() is { Count: > 0 } near && near.Count < rows.Count)
        {
            yield return Panel(result, near, ", enlarged");
        }
    }

    private static Plot Panel(ResultDocument result, IReadOnlyList<(ResultRow Row, OutputKind Kind, int Count, double Psnr)> rows, string part)
    {
        var metric = result.Psnr!.Id;
        var plot = PanelStyle.Create($"{RowLabels.Panel(rows[0].Row)}{part}", "number of representative images", $"{metric} (dB) on {rows[0].Row.Dataset}");
        foreach (var kind in rows.GroupBy(row => row.Kind).OrderBy(kind => kind.Key))
        {
            var counts = kind.GroupBy(row => row.Count).OrderBy(count => count.Key)
                .Select(count => (X: Math.Log10(count.Key), Values: count.Select(row => row.Psnr).Order().ToList())).ToList();
            var band = plot.Add.FillY([.. counts.Select(count => (count.X, count.Values[0], count.Values[^1]))]);
            (band.FillColor, band.LineWidth, band.MarkerSize) = (Entry(kind.Key).Style.Colour.WithAlpha(0.22), 0, 0);
            plot.Add.Plottable(new SeriesPlot([.. counts.Select(count => new Coordinates(count.X, Median(count.Values)))], Entry(kind.Key)));
        }

        var numbers = rows.Select(row => row.Count).Distinct().Order().ToList();
        var full = CfqpRows.FullPrecisionOf(result, rows[0].Row, metric);
        if (full is { } level)
        {
            plot.Add.Plottable(new SeriesPlot([new(Math.Log10(numbers[0]), level), new(Math.Log10(numbers[^1]), level)], CfqpRows.FullPrecision));
        }

        PanelStyle.FitY(plot, rows.Min(row => row.Psnr), Math.Max(full ?? double.MinValue, rows.Max(row => row.Psnr)));
        plot.Axes.SetLimitsX(Math.Log10(numbers[0]) - 0.08, Math.Log10(numbers[^1]) + 0.08);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. numbers.Select(number => new Tick(Math.Log10(number), number.ToString(CultureInfo.InvariantCulture)))]);
        return plot;
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
