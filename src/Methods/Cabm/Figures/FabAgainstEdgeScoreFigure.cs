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
    private const float Wide = 770;

    private static readonly MethodStyle Seen = new(Colors.Gray.WithAlpha(0.6), MarkerShape.FilledCircle);

    public string Id => "cabm-fab-against-edge-score";

    public string Description => "FAB of the table against the edge score, for several widenings (CABM)";

    public string? WhyNot(ResultDocument result) => Points(result, TableNotes.Table).Any() ? null : "no cell of CABM noted its table";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var tables = Points(result, TableNotes.Table).ToLookup(point => point.Cell);
        var cells = tables.Select(table => table.Key).GroupBy(cell => cell with { Seed = 0 }).Select(seeds => seeds.First()).ToList();
        var texts = cells.Select(cell => cell.Identity).Distinct().ToDictionary(identity => identity, identity => Text(identity, cells, tables), StringComparer.Ordinal);
        var lines = cells.DistinctBy(cell => (cell.Weights, cell.Scale, texts[cell.Identity])).ToList();
        var legend = texts.Values.Distinct().Index().ToDictionary(text => text.Item, text => new LegendEntry(text.Item, MethodStyle.At(text.Index + 1) with { Marker = MarkerShape.None }, LinePattern.Solid), StringComparer.Ordinal);
        var panels = lines.GroupBy(cell => (cell.Weights, cell.Scale)).ToList();
        var seen = Points(result, TableNotes.Tiles).ToLookup(point => point.Cell);
        return
        [
            new FigurePage(
                Id,
                $"{result.Title}: bits by edge score",
                [.. panels.Select(network => Panel(network.Key.Weights, [.. network.Select(cell => (cell, legend[texts[cell.Identity]]))], tables, seen))],
                [.. legend.Values, .. seen.Count > 0 ? [new LegendEntry("choices of the start, mean by edge score", Seen, LinePattern.Solid)] : Array.Empty<LegendEntry>()],
                [$"Lines: FAB of the bits that the table gives to a tile with this edge score. Dots: mean FAB that the selectors of the start gave to the tiles of {result.Calibration ?? "the calibration images"} with it. Beyond the last change a table stays as it is. Profile {result.Profile.Name()}."])
            {
                PanelWidth = panels.Count == 1 ? Wide : 380,
            },
        ];
    }

    private static Plot Panel(string title, List<(CellPlace Cell, LegendEntry Entry)> lines, ILookup<CellPlace, Point> tables, ILookup<CellPlace, Point> seen)
    {
        var plot = PanelStyle.Create(title, "edge score", "FAB (bits)");
        var dots = lines.Select(line => seen[line.Cell].ToList()).FirstOrDefault(points => points.Count > 0) ?? [];
        foreach (var dot in dots)
        {
            plot.Add.Marker(dot.Score, dot.Fab, MarkerShape.FilledCircle, DotSize, Seen.Colour);
        }

        var all = lines.SelectMany(line => tables[line.Cell]).Concat(dots).ToList();
        var end = all.Max(point => point.Score);
        foreach (var (cell, entry) in lines)
        {
            var line = tables[cell].OrderBy(point => point.Score).ToList();
            plot.Add.Plottable(new SeriesPlot([.. line.Select(point => new Coordinates(point.Score, point.Fab)), new Coordinates(end, line[^1].Fab)], entry));
        }

        plot.Axes.SetLimitsX(0, end * 1.03);
        PanelStyle.FitY(plot, all.Min(point => point.Fab), all.Max(point => point.Fab));
        return plot;
    }

    /// <summary>How the table was widened, where cells that are alike in that have equal tables: they are tuned in different ways, and one line shows them.</summary>
    private static string Text(string identity, List<CellPlace> cells, ILookup<CellPlace, Point> tables)
    {
        static string Widening(string identity) => TablePair.Text(TablePair.OptionsOf(identity));
        var alike = cells.Where(cell => Widening(cell.Identity) == Widening(identity)).GroupBy(cell => (cell.Weights, cell.Scale));
        var isOne = alike.All(network => network.Select(cell => string.Join(' ', tables[cell].OrderBy(point => point.Score).Select(point => FormattableString.Invariant($"{point.Score}:{point.Fab}")))).Distinct().Count() == 1);
        var options = MethodIdentity.Parse(identity).OptionsText;
        return isOne ? Widening(identity) : options.Length == 0 ? "CABM" : $"CABM [{options}]";
    }

    private static IEnumerable<Point> Points(ResultDocument result, string table) =>
        from row in result.Records
        where row.Record.Table == table && row.Record.Quantity == TableNotes.Fab && MethodIdentity.Parse(row.Cell.Identity).Method == CabmMethod.Id
        let score = double.TryParse(row.Record.Item, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
        where double.IsFinite(score) && double.IsFinite(row.Record.Value)
        select new Point(row.Cell, score, row.Record.Value);

    private readonly record struct Point(CellPlace Cell, double Score, double Fab);
}
