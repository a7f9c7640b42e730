using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>The bits of the layers as fields in rows, in order of execution, under a picture of what they were chosen for.</summary>
/// <param name="bits">Of each counted layer.</param>
/// <param name="png">Null for none.</param>
public sealed class BitGridPlot(IReadOnlyList<int> bits, byte[]? png) : IPlottable
{
    private const float Gap = 3;
    private const float TextSize = 12;
    private const float NumberSize = 7.5f;
    private const float PicturePart = 0.48f;

    /// <summary>Two layers a block: fields of a block stand side by side.</summary>
    private static readonly int[] Columns = [4, 6, 8, 12, 16];

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(0, 1, 0, 1);

    public void Render(RenderPack rp)
    {
        var area = rp.DataRect;
        if (png is not null)
        {
            var left = new PixelRect(area.Left, area.Left + (area.Width * PicturePart), area.Bottom, area.Top);
            using var picture = SKImage.FromEncodedData(png);
            PicturePlot.Draw(rp.Canvas, PicturePlot.Fit(left, picture.Width, picture.Height), png);
            area = new PixelRect(area.Left + (area.Width * PicturePart) + (2 * Gap), area.Right, area.Bottom, area.Top);
        }

        int RowsOf(int columns) => (bits.Count + columns - 1) / columns;
        float SideOf(int columns) => MathF.Min(area.Width / columns, area.Height / RowsOf(columns)) - Gap;
        var columns = Columns.MaxBy(SideOf);
        var (rows, side) = (RowsOf(columns), SideOf(columns));
        var (x, y) = (area.HorizontalCenter - (((columns * (side + Gap)) - Gap) / 2), area.VerticalCenter - (((rows * (side + Gap)) - Gap) / 2));
        foreach (var (layer, count) in bits.Index())
        {
            var (left, top) = (x + (layer % columns * (side + Gap)), y + (layer / columns * (side + Gap)));
            Draw(rp.Canvas, new SKRect(left, top, left + side, top + side), layer + 1, count);
        }
    }

    private static void Draw(SKCanvas canvas, SKRect field, int layer, int bits)
    {
        var colour = ColourRamp.Bits.Of(bits);
        using var fill = new SKPaint { Style = SKPaintStyle.Fill, Color = colour.ToSKColor() };
        using var ink = new SKPaint { Color = ColourRamp.Ink(colour), IsAntialias = true };
        using var large = new SKFont(FigureFont.Typeface, MathF.Min(TextSize, field.Height * 0.55f)) { Subpixel = true, Hinting = SKFontHinting.None };
        using var small = new SKFont(FigureFont.Typeface, MathF.Min(NumberSize, field.Height * 0.3f)) { Subpixel = true, Hinting = SKFontHinting.None };
        var text = bits.ToString(CultureInfo.InvariantCulture);
        canvas.DrawRect(field, fill);
        canvas.DrawText(layer.ToString(CultureInfo.InvariantCulture), field.Left + 2, field.Top + small.Size + 0.5f, small, ink);
        canvas.DrawText(text, field.MidX - (large.MeasureText(text) / 2), field.MidY + (large.Size * 0.5f), large, ink);
    }
}
