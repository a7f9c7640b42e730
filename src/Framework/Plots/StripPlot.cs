using MathNet.Numerics.Statistics;
using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Values as points on a line, spread a little across it, over a box of their quartiles with the median.</summary>
internal sealed class StripPlot(MethodLine line, double height) : IPlottable
{
    private const double BoxHeight = 0.36;
    private const double Spread = 0.5;
    private const double GoldenRatio = 0.6180339887498949;
    private const float PointRadius = 1.7f;
    private const byte Faint = 70;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(line.Values.Min(), line.Values.Max(), height - 0.5, height + 0.5);

    public void Render(RenderPack rp)
    {
        var colour = new SKColor(line.Method.Style.Colour.Red, line.Method.Style.Colour.Green, line.Method.Style.Colour.Blue);
        using var box = new SKPaint { Color = colour.WithAlpha(Faint), Style = SKPaintStyle.Fill, IsAntialias = true };
        using var median = new SKPaint { Color = colour, Style = SKPaintStyle.Stroke, StrokeWidth = 2.4f, IsAntialias = true };
        using var point = new SKPaint { Color = colour.WithAlpha(170), Style = SKPaintStyle.Fill, IsAntialias = true };
        var (low, middle, high) = (X(Quantile(0.25)), X(Quantile(0.5)), X(Quantile(0.75)));
        var (top, bottom) = (Axes.GetPixelY(height + BoxHeight), Axes.GetPixelY(height - BoxHeight));
        rp.Canvas.DrawRect(new SKRect(low, top, high, bottom), box);
        for (var i = 0; i < line.Values.Count; i++)
        {
            var across = ((((i + 1) * GoldenRatio) % 1) - 0.5) * Spread; // Even, and the same in every rendering.
            rp.Canvas.DrawCircle(X(line.Values[i]), Axes.GetPixelY(height + across), PointRadius, point);
        }

        rp.Canvas.DrawLine(middle, top, middle, bottom, median);
    }

    private double Quantile(double part) => line.Values.QuantileCustom(part, QuantileDefinition.R7);

    private float X(double value) => Axes.GetPixelX(value);
}
