using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>What all panels have in common.</summary>
public static class PanelStyle
{
    private const float TitleSize = 14;
    private const float LabelSize = 12.5f;
    private const float TickSize = 11.5f;

    public static Plot Create(string title, string horizontal, string vertical)
    {
        var plot = new Plot();
        plot.Title(title, TitleSize);
        plot.XLabel(horizontal, LabelSize);
        plot.YLabel(vertical, LabelSize);
        plot.Axes.Title.Label.Bold = false;
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TickSize;
        }

        plot.Axes.Left.TickLabelStyle.OffsetY = TickSize / 4; // The library centres the line, which has more room below its digits than above.
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.10);
        return plot;
    }

    /// <summary>For pictures: a title and no axes.</summary>
    public static Plot Bare(string title, IPlottable content)
    {
        var plot = Create(title, string.Empty, string.Empty);
        plot.Add.Plottable(content);
        plot.HideGrid();
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.IsVisible = false;
        }

        plot.Axes.SetLimits(0, 1, 0, 1);
        return plot;
    }

    /// <summary>Some room above and below, at least a tenth of a unit in all; labels with equal decimals.</summary>
    public static void FitY(Plot plot, double minimum, double maximum)
    {
        var margin = Math.Max((maximum - minimum) / 12, 0.05);
        plot.Axes.SetLimitsY(minimum - margin, maximum + margin);
        plot.Axes.Left.TickGenerator = new EvenTicks();
    }
}
