using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Labels beside points, with a leader line to each that had to stand off.</summary>
/// <param name="labelled">A point, and what is written at it.</param>
/// <param name="lines">With a marker at each point; labels stay off both.</param>
/// <param name="levels">Of horizontal lines through the whole plot, which labels stay off too.</param>
internal sealed class LabelsPlot(IReadOnlyList<(Coordinates Point, string Text)> labelled, IReadOnlyList<IReadOnlyList<Coordinates>> lines, IReadOnlyList<double> levels) : IPlottable
{
    private const float TextSize = 10.5f;
    private const float LineRadius = 1.5f;
    private const int SamplesPerSegment = 60;
    private const float LeaderFrom = 9;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(labelled.Select(label => label.Point).ToArray());

    public void Render(RenderPack rp)
    {
        using var font = new SKFont(FigureFont.Typeface, TextSize) { Subpixel = true, Hinting = SKFontHinting.None };
        using var ink = new SKPaint { Color = new SKColor(64, 64, 64), IsAntialias = true };
        using var leader = new SKPaint { Color = new SKColor(128, 128, 128), IsAntialias = true, StrokeWidth = 0.8f, Style = SKPaintStyle.Stroke };
        var points = labelled.Select(label => Axes.GetPixel(label.Point)).ToList();
        var area = new SKRect(rp.DataRect.Left + 2, rp.DataRect.Top + 2, rp.DataRect.Right - 2, rp.DataRect.Bottom - 2);
        var places = LabelPlacement.Place([.. points.Zip(labelled, (point, label) => (point, new SKSize(font.MeasureText(label.Text) + 2, TextSize + 1)))], [.. lines.SelectMany(line => line.Select(Axes.GetPixel))], [.. lines.SelectMany(Segments), .. levels.Select(level => Level(rp.DataRect, Axes.GetPixelY(level)))], area);
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] is not { } place)
            {
                continue;
            }

            var end = LabelPlacement.LeaderEnd(points[i], place);
            if (LabelPlacement.Distance(points[i], end) > LeaderFrom)
            {
                rp.Canvas.DrawLine(points[i].X, points[i].Y, end.X, end.Y, leader);
            }

            rp.Canvas.DrawText(labelled[i].Text, place.Left + 1, place.Bottom - (TextSize * 0.2f), font, ink);
        }
    }

    private static SKRect Level(PixelRect area, float y) => new(area.Left, y - LineRadius, area.Right, y + LineRadius);

    private IEnumerable<SKRect> Segments(IReadOnlyList<Coordinates> line)
    {
        var pixels = line.Select(Axes.GetPixel).ToList();
        return
            from segment in pixels.Zip(pixels.Skip(1))
            from sample in Enumerable.Range(1, SamplesPerSegment - 1)
            let part = sample / (float)SamplesPerSegment
            let between = new Pixel(segment.First.X + (part * (segment.Second.X - segment.First.X)), segment.First.Y + (part * (segment.Second.Y - segment.First.Y)))
            select LabelPlacement.Around(between, LineRadius);
    }
}
