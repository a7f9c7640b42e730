using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>A picture in its own proportions, its pixels as squares of equal size where there is room for that.</summary>
/// <param name="png">Null for a cell without one: it says so.</param>
public sealed class PicturePlot(byte[]? png) : IPlottable
{
    private const float TextSize = 11;

    /// <summary>A pixel of a PNG page: only whole ones keep the picture's pixels alike.</summary>
    private const float Step = 0.5f;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(0, 1, 0, 1);

    public void Render(RenderPack rp)
    {
        if (png is null)
        {
            using var font = new SKFont(FigureFont.Typeface, TextSize) { Subpixel = true, Hinting = SKFontHinting.None };
            using var ink = new SKPaint { Color = new SKColor(96, 96, 96), IsAntialias = true };
            const string Missing = "not run";
            rp.Canvas.DrawText(Missing, rp.DataRect.HorizontalCenter - (font.MeasureText(Missing) / 2), rp.DataRect.VerticalCenter, font, ink);
            return;
        }

        using var picture = SKImage.FromEncodedData(png);
        Draw(rp.Canvas, Fit(rp.DataRect, picture.Width, picture.Height), picture);
    }

    /// <summary>Fills a rectangle.</summary>
    public static void Draw(SKCanvas canvas, SKRect place, byte[] png)
    {
        using var picture = SKImage.FromEncodedData(png);
        Draw(canvas, place, picture);
    }

    /// <summary>The largest rectangle of these proportions in the middle of an area, for many pixels a whole number of steps each.</summary>
    /// <param name="isWhole">False where pixels are not seen: as large as the area allows.</param>
    public static SKRect Fit(PixelRect area, int width, int height, bool isWhole = true)
    {
        var scale = MathF.Min(area.Width / width, area.Height / height);
        scale = isWhole && scale >= Step ? MathF.Floor(scale / Step) * Step : scale;
        var left = MathF.Round((area.HorizontalCenter - (width * scale / 2)) / Step) * Step;
        var top = MathF.Round((area.VerticalCenter - (height * scale / 2)) / Step) * Step;
        return new SKRect(left, top, left + (width * scale), top + (height * scale));
    }

    private static void Draw(SKCanvas canvas, SKRect place, SKImage picture)
    {
        using var paint = new SKPaint { IsAntialias = false };
        var enlarged = place.Width >= picture.Width * Step;
        canvas.DrawImage(picture, place, enlarged ? new SKSamplingOptions(SKFilterMode.Nearest) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
    }
}
