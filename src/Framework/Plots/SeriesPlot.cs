using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>
/// A line with markers. The library draws everything of a plot with one paint, so that the dashes of a line reach whatever
/// comes after it; SVG cannot hold that, and says so on the console for each marker.
/// </summary>
public sealed class SeriesPlot(IReadOnlyList<Coordinates> points, LegendEntry entry) : IPlottable
{
    private const float LineWidth = 2;
    private const float MarkerSize = 9;

    public IReadOnlyList<Coordinates> Points => points;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(points);

    public void Render(RenderPack rp)
    {
        var pixels = points.Select(Axes.GetPixel).ToArray();
        Draw(rp.Canvas, pixels, pixels, entry);
    }

    /// <summary>Also a sample of it, as for a legend.</summary>
    public static void Draw(SKCanvas canvas, Pixel[] line, Pixel[] markers, LegendEntry entry)
    {
        using var linePaint = Paint.NewDisposablePaint();
        using var markerPaint = Paint.NewDisposablePaint();
        Drawing.DrawLines(canvas, linePaint, line, new LineStyle(LineWidth, entry.Style.Colour, entry.Pattern));
        Drawing.DrawMarkers(canvas, markerPaint, markers, new MarkerStyle(entry.Style.Marker, MarkerSize, entry.Style.Colour));
    }
}
