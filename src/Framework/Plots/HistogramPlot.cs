using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Bars for the values of a line, counted in bins of equal width; the highest fills the line.</summary>
internal sealed class HistogramPlot(MethodLine line, double height, double width) : IPlottable
{
    private const double Base = 0.4;
    private const double Full = 0.85;
    private const byte Opacity = 200;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(line.Values.Min(), line.Values.Max(), height - 0.5, height + 0.5);

    public void Render(RenderPack rp)
    {
        var bins = line.Values.CountBy(value => (int)Math.Floor(value / width)).ToList();
        using var bar = new SKPaint { Color = new SKColor(line.Method.Style.Colour.Red, line.Method.Style.Colour.Green, line.Method.Style.Colour.Blue, Opacity), Style = SKPaintStyle.Fill, IsAntialias = true };
        foreach (var (bin, count) in bins)
        {
            var top = height - Base + (Full * count / bins.Max(other => other.Value));
            rp.Canvas.DrawRect(new SKRect(Axes.GetPixelX(bin * width), Axes.GetPixelY(top), Axes.GetPixelX((bin + 1) * width), Axes.GetPixelY(height - Base)), bar);
        }
    }
}
