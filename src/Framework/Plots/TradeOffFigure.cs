using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>PSNR against a cost, with the Pareto front: a page per data set, a panel per network.</summary>
internal abstract class TradeOffFigure : IFigure
{
    private const float FrontWidth = 6;

    public abstract string Id { get; }

    public string Description => $"PSNR against {CostName}, with the Pareto front";

    public virtual bool ShowsTimes => false;

    /// <summary>As in a title: <c>bit operations</c>.</summary>
    protected abstract string CostName { get; }

    /// <summary>Under the axis, with the unit.</summary>
    protected abstract string AxisTitle { get; }

    public string? WhyNot(ResultDocument result) => result.Psnr is null ? "no metric of the experiment is in dB" : WhyNoCost(result);

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var psnr = result.Psnr!;
        var pages = TradeOffPoint.Of(result, psnr, methods, Cost(result)).GroupBy(point => point.Row.Dataset).ToList();
        return [.. pages.Select(page => Page(result, psnr, [.. page], FigurePage.NameOf(Id, page.Key, pages.Count)))];
    }

    protected abstract string? WhyNoCost(ResultDocument result);

    /// <summary>NaN for a row without: it is left out.</summary>
    protected abstract Func<ResultRow, double> Cost(ResultDocument result);

    /// <summary>What the cost is, for the caption.</summary>
    protected abstract string CostNote(ResultDocument result);

    protected virtual ICostAxis Axis(IReadOnlyList<TradeOffPoint> panel, IReadOnlyList<TradeOffPoint> page) =>
        new LogAxis(panel.Min(point => point.Cost), panel.Max(point => point.Cost));

    private FigurePage Page(ResultDocument result, MetricInfo psnr, IReadOnlyList<TradeOffPoint> points, string name)
    {
        var legend = TradeOffPoint.Legend(points);
        var dataset = points[0].Row.Dataset;
        return new FigurePage(
            name,
            $"{result.Title}: PSNR against {CostName} on {dataset}",
            [.. points.GroupBy(point => point.Panel).Select(panel => Panel(panel.Key, [.. panel], legend, Axis([.. panel], points)))],
            legend,
            [
                FigurePage.DataNote(result, dataset),
                $"{psnr.Id}: {psnr.Convention}. {CostNote(result)}",
                "Labels: bits of weights/activations (FAB where they vary), at the points of the Pareto front, which grey lines join: no other point has a higher PSNR at equal or lower cost. Dashed: full precision.",
            ]);
    }

    private Plot Panel(string title, IReadOnlyList<TradeOffPoint> points, IReadOnlyList<LegendEntry> legend, ICostAxis axis)
    {
        Coordinates Place(TradeOffPoint point) => new(axis.Place(point.Cost), point.Psnr);
        var plot = PanelStyle.Create(title, AxisTitle, "PSNR (dB)");
        var front = ParetoFront.Of(points);
        var full = points.Where(point => point.IsFullPrecision).Select(point => point.Psnr).Distinct().ToList();
        full.ForEach(psnr => plot.Add.HorizontalLine(psnr, 1, Colors.Gray, LinePatterns.Dash));

        plot.Add.ScatterLine(front.Select(Place).ToArray(), Colors.Gray.WithAlpha(0.5)).LineWidth = FrontWidth;
        var lines = points.GroupBy(point => point.Series).ToDictionary(series => series.Key, IReadOnlyList<Coordinates> (series) => [.. series.OrderBy(point => point.Row.WeightBits).ThenBy(point => point.Row.FeatureAverageBits).Select(Place)]);
        foreach (var (series, line) in lines)
        {
            plot.Add.Plottable(new SeriesPlot(line, legend.First(entry => entry.Text == series)));
        }

        plot.Add.Plottable(new LabelsPlot([.. front.Select(point => (Place(point), RowLabels.Bits(point.Row)))], [.. lines.Values, [.. front.Select(Place)]], full));
        axis.Fit(plot);
        PanelStyle.FitY(plot, points.Min(point => point.Psnr), points.Max(point => point.Psnr));
        return plot;
    }
}
