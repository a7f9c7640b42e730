using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>An image as a map of its tiles, as large as the panel allows in the image's own proportions.</summary>
/// <param name="fields">Tiles may overlap, as they do under some protocols: each is drawn up to where the next begins.</param>
/// <param name="pictures">What the image shows, as far as it is at hand: there the tiles are translucent.</param>
public sealed class TileMapPlot(IReadOnlyList<TileField> fields, IReadOnlyList<PlacedPicture> pictures) : IPlottable
{
    private const float TextSize = 11;
    private const float SmallestText = 6.5f;
    private const byte Translucent = 120;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(0, 1, 0, 1);

    public void Render(RenderPack rp)
    {
        var (width, height) = (fields.Max(field => field.Area.X + field.Area.Width), fields.Max(field => field.Area.Y + field.Area.Height));
        var place = PicturePlot.Fit(rp.DataRect, width, height, isWhole: false);
        var scale = place.Width / width;
        SKRect Rectangle(double left, double top, double right, double bottom) =>
            new((float)(place.Left + (left * scale)), (float)(place.Top + (top * scale)), (float)(place.Left + (right * scale)), (float)(place.Top + (bottom * scale)));

        var columns = fields.Select(field => field.Area.X).Append(width).Distinct().Order().ToList();
        var rows = fields.Select(field => field.Area.Y).Append(height).Distinct().Order().ToList();
        var shown = fields.Select(field => (Field: field, Place: Rectangle(field.Area.X, field.Area.Y, columns.First(x => x > field.Area.X), rows.First(y => y > field.Area.Y)))).ToList();
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 0.6f, Color = new SKColor(96, 96, 96), IsAntialias = true };
        foreach (var (field, tile) in shown)
        {
            using var fill = new SKPaint { Style = SKPaintStyle.Fill, Color = field.Colour.ToSKColor() };
            rp.Canvas.DrawRect(tile, fill);
        }

        foreach (var picture in pictures)
        {
            var covered = Rectangle(picture.X, picture.Y, picture.X + picture.Width, picture.Y + picture.Height);
            PicturePlot.Draw(rp.Canvas, covered, picture.Png);
            foreach (var (field, tile) in shown.Where(tile => tile.Place.IntersectsWith(covered)))
            {
                using var veil = new SKPaint { Style = SKPaintStyle.Fill, Color = field.Colour.ToSKColor().WithAlpha(Translucent) };
                rp.Canvas.DrawRect(SKRect.Intersect(tile, covered), veil);
            }
        }

        foreach (var (field, tile) in shown)
        {
            rp.Canvas.DrawRect(tile, line);
            Write(rp.Canvas, field, tile, isOverPicture: pictures.Any(picture => tile.IntersectsWith(Rectangle(picture.X, picture.Y, picture.X + picture.Width, picture.Y + picture.Height))));
        }

        foreach (var (field, tile) in shown.Where(tile => tile.Field.Mark is not null))
        {
            Mark(rp.Canvas, field.Mark!, tile);
        }
    }

    private static void Write(SKCanvas canvas, TileField field, SKRect tile, bool isOverPicture)
    {
        using var font = new SKFont(FigureFont.Typeface, TextSize) { Subpixel = true, Hinting = SKFontHinting.None };
        font.Size = MathF.Min(MathF.Min(TextSize, TextSize * (tile.Width - 2) / MathF.Max(1, font.MeasureText(field.Text))), tile.Height * 0.8f);
        if (font.Size < SmallestText)
        {
            return;
        }

        var width = font.MeasureText(field.Text);
        if (isOverPicture)
        {
            using var paper = new SKPaint { Color = field.Colour.ToSKColor(), IsAntialias = true };
            canvas.DrawRoundRect(new SKRect(tile.MidX - (width / 2) - 2, tile.MidY - (font.Size * 0.62f), tile.MidX + (width / 2) + 2, tile.MidY + (font.Size * 0.62f)), 2, 2, paper);
        }

        using var ink = new SKPaint { Color = ColourRamp.Ink(field.Colour), IsAntialias = true };
        canvas.DrawText(field.Text, tile.MidX - (width / 2), tile.MidY + (font.Size * 0.36f), font, ink);
    }

    private static void Mark(SKCanvas canvas, string mark, SKRect tile)
    {
        using var frame = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 2.4f, Color = SKColors.Black, IsAntialias = true };
        using var paper = new SKPaint { Style = SKPaintStyle.Fill, Color = SKColors.White };
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var font = new SKFont(FigureFont.Typeface, TextSize) { Subpixel = true, Hinting = SKFontHinting.None };
        tile.Inflate(-1.2f, -1.2f);
        canvas.DrawRect(tile, frame);
        var width = font.MeasureText(mark);
        if (mark.Length > 0)
        {
            canvas.DrawRect(new SKRect(tile.Left, tile.Top, tile.Left + width + 5, tile.Top + TextSize + 3), paper);
            canvas.DrawRect(new SKRect(tile.Left, tile.Top, tile.Left + width + 5, tile.Top + TextSize + 3), frame);
            canvas.DrawText(mark, tile.Left + 2.5f, tile.Top + TextSize, font, ink);
        }
    }
}
