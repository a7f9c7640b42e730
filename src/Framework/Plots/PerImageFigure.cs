using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>How a figure of single images is spread: a page per data set, a panel per network, and in it a line per method.</summary>
internal abstract class PerImageFigure : IFigure
{
    private const float LineHeight = 20;
    private const float AroundLines = 95;
    private const float LeastHeight = 200;
    private const float CharacterWidth = 6.6f;
    private const float AroundNames = 260;
    private const double Margin = 0.05;
    private const double Edge = 0.4;

    public abstract string Id { get; }

    public abstract string Description { get; }

    /// <summary>As in a title.</summary>
    protected abstract string Subject { get; }

    protected abstract string AxisTitle { get; }

    public string? WhyNot(ResultDocument result) => result.Images.IsEmpty ? $"{ResultFiles.PerImage} is missing" : WhyNothing(result);

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var images = result.Images.ToLookup(image => image.Place);
        var panels = result.Rows.GroupBy(row => (row.Dataset, row.Weights, row.Scale))
            .Select(rows => (rows.Key.Dataset, Title: RowLabels.Panel(rows.First()), Lines: Lines(result, [.. rows], images, row => Line(row, methods))))
            .Where(panel => panel.Lines.Count > 0)
            .ToList();
        var pages = panels.GroupBy(panel => panel.Dataset).ToList();
        return [.. pages.Select(page => new FigurePage(
            FigurePage.NameOf(Id, page.Key, pages.Count),
            $"{result.Title}: {Subject} on {page.Key}",
            [.. page.Select(panel => Panel(panel.Title, panel.Lines))],
            [.. page.SelectMany(panel => panel.Lines).Select(line => line.Method).Distinct()],
            [FigurePage.DataNote(result, page.Key), .. Notes(result)])
        {
            PanelHeight = MathF.Max(LeastHeight, AroundLines + (LineHeight * page.Max(panel => panel.Lines.Count))),
            PanelWidth = MathF.Max(FigureLayout.PanelWidth, AroundNames + (CharacterWidth * page.Max(panel => panel.Lines.Max(line => line.Text.Length)))),
        })];
    }

    protected abstract string? WhyNothing(ResultDocument result);

    /// <param name="rows">Of one data set and network.</param>
    /// <param name="empty">A row's line, still without values.</param>
    protected abstract IReadOnlyList<MethodLine> Lines(ResultDocument result, IReadOnlyList<ResultRow> rows, ILookup<RowPlace, ImageRow> images, Func<ResultRow, MethodLine> empty);

    /// <summary>Draws what belongs to all lines, and each at the height 0, -1, -2, ...</summary>
    /// <returns>What the horizontal axis must hold.</returns>
    protected abstract (double Minimum, double Maximum) Draw(Plot plot, IReadOnlyList<MethodLine> lines);

    protected abstract IEnumerable<string> Notes(ResultDocument result);

    private Plot Panel(string title, IReadOnlyList<MethodLine> lines)
    {
        var plot = PanelStyle.Create(string.Create(CultureInfo.InvariantCulture, $"{title} (n = {lines.Max(line => line.Values.Count)})"), AxisTitle, string.Empty);
        var (minimum, maximum) = Draw(plot, lines);
        var margin = Math.Max((maximum - minimum) * Margin, 1e-3);
        plot.Axes.SetLimits(minimum - margin, maximum + margin, Edge - lines.Count, 1 - Edge);
        plot.Axes.SetLimitsY(Edge - lines.Count, 1 - Edge, plot.Axes.Right);
        plot.Axes.Left.TickGenerator = Ticks(lines.Select(line => line.Text));
        plot.Axes.Right.TickGenerator = Ticks(lines.Select(line => line.Summary));
        plot.Axes.Right.IsVisible = true;
        plot.Axes.Right.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize;
        plot.Axes.Right.TickLabelStyle.OffsetY = plot.Axes.Left.TickLabelStyle.OffsetY;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = value => value.ToString("0.###", CultureInfo.InvariantCulture), TargetTickCount = 5 };
        return plot;
    }

    private static NumericManual Ticks(IEnumerable<string> texts) => new([.. texts.Select((text, index) => new Tick(-index, text))]);

    private static MethodLine Line(ResultRow row, MethodCatalog methods)
    {
        var name = methods.Find(row.Method).Info.Name;
        return new MethodLine($"{RowLabels.Series(row, name)} {RowLabels.Bits(row)}", new LegendEntry(name, MethodStyle.Of(row.Method, methods), LinePattern.Solid), [], string.Empty);
    }
}
