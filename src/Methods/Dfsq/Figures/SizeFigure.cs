using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Dfsq.Figures;

/// <summary>Something of the selection of points against the size of the universal set, both axes logarithmic; a panel per network and bits, a line per way of selection.</summary>
internal abstract class SizeFigure : IFigure
{
    private const string Missing = "fewer than two sizes of the universal set were run";

    public abstract string Id { get; }

    public abstract string Description { get; }

    public virtual bool ShowsTimes => false;

    /// <summary>At the vertical axis.</summary>
    protected abstract string Quantity { get; }

    public string? WhyNot(ResultDocument result) => Sizes(result).Distinct().Skip(1).Any() ? null : Missing;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var values = Values(result)
            .Where(value => value.Value > 0)
            .GroupBy(value => value.Cell with { Seed = 0 })
            .Select(seeds => (Cell: seeds.Key, Options: Notes.Options(seeds.Key), Value: seeds.Average(value => value.Value)))
            .Where(value => value.Options.Points == PointPlacement.Subset)
            .ToList();
        var panels = values.GroupBy(value => (value.Cell.Weights, value.Options.A)).OrderByDescending(panel => panel.Key.A).ToList();
        return panels.Count == 0 ? [] :
        [
            new FigurePage(
                Id,
                result.Title,
                [.. panels.Select(panel => Panel($"{panel.Key.Weights}, {panel.Key.A} bits", [.. panel.Select(value => (value.Options, value.Value))]))],
                [.. values.Select(value => value.Options.Selection).Distinct().Order().Select(Entry)],
                [
                    $"Sizes: elements of the universal set with both signs; 29, 107 and 377 for 2, 3 and 4 words. {Note(result)}",
                ]),
        ];
    }

    protected abstract IEnumerable<(CellPlace Cell, double Value)> Values(ResultDocument result);

    protected abstract string Note(ResultDocument result);

    private static int SizeOf(DfsqOptions options) => options.Set().Values.Length;

    private static LegendEntry Entry(PointSelection selection) => new(
        selection switch { PointSelection.Kmeans => "K-means (DFSQ)", PointSelection.Optimum => "best subset, by dynamic programming", _ => "all subsets (SQ)" },
        MethodStyle.At(1 + (int)selection),
        LinePattern.Solid);

    private IEnumerable<int> Sizes(ResultDocument result) => Values(result).Select(value => Notes.Options(value.Cell)).Where(options => options.Universe == Universe.Dfsq).Select(SizeOf);

    private Plot Panel(string title, IReadOnlyList<(DfsqOptions Options, double Value)> values)
    {
        var plot = PanelStyle.Create(title, "size of the universal set", Quantity);
        foreach (var series in values.Where(value => value.Options.Universe == Universe.Dfsq).GroupBy(value => value.Options.Selection))
        {
            var points = series.Select(value => new Coordinates(Math.Log10(SizeOf(value.Options)), Math.Log10(value.Value))).OrderBy(point => point.X).ToList();
            plot.Add.Plottable(new SeriesPlot(points, Entry(series.Key)));
        }

        Decades.Fit(plot.Axes.Bottom, [.. values.Select(value => (double)SizeOf(value.Options))]);
        Decades.Fit(plot.Axes.Left, [.. values.Select(value => value.Value)]);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. values.Select(value => SizeOf(value.Options)).Distinct().Select(size => new Tick(Math.Log10(size), size.ToString(CultureInfo.InvariantCulture)))]);
        return plot;
    }
}
