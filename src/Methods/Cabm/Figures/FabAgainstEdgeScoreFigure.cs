using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cabm.Figures;

/// <summary>What a table gives to tiles of an edge score, a line per way of making it, over what the selectors gave.</summary>
internal sealed class FabAgainstEdgeScoreFigure : IFigure
{
    private const float DotSize = 4;

    private static readonly MethodStyle Seen = new(Colors.Gray.WithAlpha(0.6), MarkerShape.FilledCircle);

    public string Id => "cabm-fab-against-edge-score";

    public string Description => "FAB of the table against the edge score, for several widenings (CABM)";

    public string? WhyNot(ResultDocument result) => Points(result, TableNotes.Table).Any() ? null : "no cell of CABM noted its table";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var tables = Points(result, TableNotes.Table).ToList();
        var cells = tables.Select(point => point.Cell).Distinct().GroupBy(cell => (cell.Weights, cell.Scale)).SelectMany(network => network.GroupBy(cell => cell.Identity).Select(seeds => seeds.First())).ToList();
        var identities = cells.Select(cell => cell.Identity).Distinct().ToList();
        var legend = identities.Index().ToDictionary(identity => identity.Item, identity => new LegendEntry(Text(identity.Item, identities), MethodStyle.At(identity.Index + 1) with { Marker = MarkerShape.None }, LinePattern.Solid), StringComparer.Ordinal);
        var seen = Points(result, TableNotes.Tiles).ToLookup(point => point.Cell);
        return
        [
            new FigurePage(
                Id,
                $"{result.Title}: bits by edge score",
                [.. cells.GroupBy(cell => (cell.Weights, cell.Scale)).Select(network => Panel(network.Key.Weights, [.. network], tables.ToLookup(point => point.Cell), seen, legend))],
                [.. legend.Values, .. seen.Count > 0 ? [new LegendEntry("choices of the start, mean by edge score", Seen, LinePattern.Solid)] : Array.Empty<LegendEntry>()],
                [$"Lines: FAB of the bits that the table gives to a tile with this edge score. Dots: mean FAB that the selectors of the start gave to the tiles of {result.Calibration ?? "the calibration images"} with it. Beyond the last change a table stays as it is. Profile {result.Profile.Name()}."]),
        ];
    }

    private static Plot Panel(string title, IReadOnlyList<CellPlace> cells, ILookup<CellPlace, Point> tables, ILookup<CellPlace, Point> seen, Dictionary<string, LegendEntry> legend)
    {
        var plot = PanelStyle.Create(title, "edge score", "FAB (bits)");
        var dots = cells.Select(cell => seen[cell].ToList()).FirstOrDefault(points => points.Count > 0) ?? [];
        foreach (var dot in dots)
        {
            plot.Add.Marker(dot.Score, dot.Fab, MarkerShape.FilledCircle, DotSize, Seen.Colour);
        }

        var end = cells.SelectMany(cell => tables[cell]).Concat(dots).Max(point => point.Score);
        foreach (var cell in cells)
        {
            var line = tables[cell].OrderBy(point => point.Score).ToList();
            plot.Add.Plottable(new SeriesPlot([.. line.Select(point => new Coordinates(point.Score, point.Fab)), new Coordinates(end, line[^1].Fab)], legend[cell.Identity]));
        }

        plot.Axes.SetLimitsX(0, end * 1.03);
        var fabs = cells.SelectMany(cell => tables[cell]).Concat(dots).Select(point => point.Fab).ToList();
        PanelStyle.FitY(plot, fabs.Min(), fabs.Max());
        return plot;
    }

    /// <summary>The widening alone where that tells all of them apart.</summary>
    private static string Text(string identity, IReadOnlyList<string> identities)
    {
        var text = TablePair.Text(TablePair.OptionsOf(identity));
        return identities.Count(other => TablePair.Text(TablePair.OptionsOf(other)) == text) == 1 ? text : $"CABM [{MethodIdentity.Parse(identity).OptionsText}]";
    }

    private static IEnumerable<Point> Points(ResultDocument result, string table) =>
        from row in result.Records
        where row.Record.Table == table && row.Record.Quantity == TableNotes.Fab && MethodIdentity.Parse(row.Cell.Identity).Method == CabmMethod.Id
        let score = double.TryParse(row.Record.Item, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
        where double.IsFinite(score) && double.IsFinite(row.Record.Value)
        select new Point(row.Cell, score, row.Record.Value);

    private readonly record struct Point(CellPlace Cell, double Score, double Fab);
}
