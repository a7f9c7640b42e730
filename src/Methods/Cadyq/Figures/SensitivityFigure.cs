using System.Globalization;
using MathNet.Numerics.Statistics;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cadyq.Figures;

/// <summary>What few bits cost against what the selectors see, a panel per network, a dot per item of the analysis.</summary>
internal abstract class SensitivityFigure : IFigure
{
    private const float DotSize = 8;
    private const double Margin = 0.06;

    public abstract string Id { get; }

    public abstract string Description { get; }

    /// <summary>The table of the records.</summary>
    protected abstract string Table { get; }

    /// <summary>Of the records: what is shown along the horizontal axis.</summary>
    protected abstract string Quantity { get; }

    protected abstract string Horizontal { get; }

    protected abstract string Note { get; }

    public string? WhyNot(ResultDocument result) => Panels(result).Any() ? null : "no cell of CADyQ has an analysis; it needs 'sensitivity: true'";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        return [new FigurePage(Id, Description[..Description.IndexOf(" (", StringComparison.Ordinal)], [.. Panels(result)], Legend, [$"{Note} rho: Spearman's rank correlation. Profile {result.Profile.Name()}."])];
    }

    protected virtual IReadOnlyList<LegendEntry> Legend => [];

    /// <param name="index">Of the item, among so many.</param>
    protected abstract Color ColourOf(int index, int count);

    private IEnumerable<Plot> Panels(ResultDocument result) => result.Records
        .Where(row => row.Record.Table == Table && row.Cell.Identity.StartsWith(CadyqMethod.Id, StringComparison.Ordinal))
        .GroupBy(row => (row.Cell.Weights, row.Cell.Scale))
        .Select(network => network.Where(row => row.Cell == network.First().Cell).GroupBy(row => row.Record.Item).Select(Point).OfType<Coordinates>().ToList() is { Count: > 1 } points ? Panel(network.Key.Weights, points) : null)
        .OfType<Plot>();

    private Coordinates? Point(IEnumerable<RecordRow> item)
    {
        double? Value(string quantity) => item.Where(row => row.Record.Quantity == quantity).Select(row => (double?)row.Record.Value).FirstOrDefault();
        return Value(Quantity) is { } x && Value(SensitivityAnalysis.Increase) is { } y ? new Coordinates(x, y) : null;
    }

    private Plot Panel(string title, List<Coordinates> points)
    {
        var rank = Correlation.Spearman(points.Select(point => point.X), points.Select(point => point.Y));
        var plot = PanelStyle.Create(string.Create(CultureInfo.InvariantCulture, $"{title} (n = {points.Count}, rho = {rank:0.00})"), Horizontal, "increase of MSE");
        foreach (var (index, point) in points.Index())
        {
            var dot = plot.Add.Marker(point.X, point.Y, MarkerShape.FilledCircle, DotSize, ColourOf(index, points.Count));
            (dot.MarkerStyle.OutlineColor, dot.MarkerStyle.OutlineWidth) = (Colors.Gray, 0.6f);
        }

        var (left, right, low, high) = (points.Min(point => point.X), points.Max(point => point.X), points.Min(point => point.Y), points.Max(point => point.Y));
        var (x, y) = (Math.Max(right - left, 1e-9) * Margin, Math.Max(high - low, 1e-9) * Margin);
        plot.Axes.SetLimits(left - x, right + x, low - y, high + y);
        return plot;
    }
}
