using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Where the parts of a page stand, in units of 1/96 inch, and how they are drawn.</summary>
internal sealed class FigureLayout
{
    public const float PanelWidth = 380;

    private const int PanelsPerRow = 3;
    private const float Gap = 10;
    private const float Margin = 14;
    private const float TitleSize = 17;
    private const float LegendSize = 13;
    private const float CaptionSize = 11.5f;
    private const float LineHeight = 1.45f;
    private const float SampleWidth = 34;
    private const float LegendGap = 26;

    private readonly FigurePage _page;
    private readonly SKTypeface _typeface;
    private readonly int _columns;
    private readonly float _legendTop;
    private readonly float _panelTop;
    private readonly float _captionTop;
    private readonly List<List<LegendEntry>> _legendRows;
    private readonly List<string> _caption;

    public FigureLayout(FigurePage page, SKTypeface typeface)
    {
        _page = page;
        _typeface = typeface;
        _columns = Math.Clamp((int)(PanelsPerRow * PanelWidth / page.PanelWidth), 1, page.Panels.Count);
        Width = MathF.Max(RowWidth(_columns, page.PanelWidth), RowWidth(2, PanelWidth)) + (2 * Margin);
        _legendRows = Flow(page.Legend, entry => SampleWidth + Measure(entry.Text, LegendSize) + LegendGap);
        _caption = [.. page.Caption.SelectMany(paragraph => Flow(paragraph.Split(' '), word => Measure($"{word} ", CaptionSize)).Select(words => string.Join(' ', words)))];
        _legendTop = Margin + (TitleSize * LineHeight) + 4;
        _panelTop = MathF.Ceiling(_legendTop + (_legendRows.Count * LegendSize * LineHeight) + 6); // Whole units: an edge between two would show.
        _captionTop = _panelTop + ((page.Panels.Count + _columns - 1) / _columns * page.PanelHeight) + 8;
        Height = MathF.Ceiling(_captionTop + (_caption.Count * CaptionSize * LineHeight) + Margin);
    }

    public float Width { get; }

    public float Height { get; }

    public void Draw(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        Text(canvas, _page.Title, Margin, Margin + TitleSize, TitleSize * MathF.Min(1, (Width - (2 * Margin)) / Measure(_page.Title, TitleSize)), SKColors.Black);
        for (var row = 0; row < _legendRows.Count; row++)
        {
            DrawLegend(canvas, _legendRows[row], _legendTop + ((row + 0.5f) * LegendSize * LineHeight));
        }

        for (var i = 0; i < _page.Panels.Count; i++)
        {
            var (left, top) = (Margin + (i % _columns * (_page.PanelWidth + Gap)), _panelTop + (i / _columns * _page.PanelHeight));
            var place = new PixelRect(left, left + _page.PanelWidth, top + _page.PanelHeight, top);
            using var nowhere = new SKNoDrawCanvas((int)Math.Ceiling(Width), (int)Height);
            var panel = _page.Panels[i];
            panel.RenderManager.RenderActions.RemoveAll(action => action is ClearCanvas); // It clears the whole page; in an SVG, to black.
            panel.Render(nowhere, place); // A plot's first rendering draws everything twice, and an SVG would hold both.
            panel.Render(canvas, place);
        }

        for (var line = 0; line < _caption.Count; line++)
        {
            Text(canvas, _caption[line], Margin, _captionTop + ((line + 0.8f) * CaptionSize * LineHeight), CaptionSize, new SKColor(64, 64, 64));
        }
    }

    private static float RowWidth(int panels, float panelWidth) => (panels * (panelWidth + Gap)) - Gap;

    private void DrawLegend(SKCanvas canvas, List<LegendEntry> entries, float middle)
    {
        var x = Margin;
        foreach (var entry in entries)
        {
            var end = x + SampleWidth - 8;
            SeriesPlot.Draw(canvas, [new(x, middle), new(end, middle)], [new((x + end) / 2, middle)], entry);
            Text(canvas, entry.Text, x + SampleWidth, middle + (LegendSize * 0.36f), LegendSize, SKColors.Black);
            x += SampleWidth + Measure(entry.Text, LegendSize) + LegendGap;
        }
    }

    private List<List<T>> Flow<T>(IEnumerable<T> items, Func<T, float> width)
    {
        var rows = new List<List<T>>();
        var used = float.PositiveInfinity;
        foreach (var item in items)
        {
            if (used + width(item) > Width - (2 * Margin))
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(item);
            used += width(item);
        }

        return rows;
    }

    private float Measure(string text, float size)
    {
        using var font = Font(size);
        return font.MeasureText(text);
    }

    private void Text(SKCanvas canvas, string text, float x, float baseline, float size, SKColor colour)
    {
        using var font = Font(size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, baseline, font, paint);
    }

    private SKFont Font(float size) => new(_typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
}
