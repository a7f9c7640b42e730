using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Makes PNG (two pixels per unit) and SVG of a page. The same page gives the same bytes, in any order and process.</summary>
public static partial class FigureRenderer
{
    private const float PixelsPerUnit = 2;

    /// <exception cref="Runtime.ResearchException">The font of the figures is missing.</exception>
    public static byte[] Png(FigurePage page)
    {
        var layout = new FigureLayout(page, FigureFont.Typeface);
        var size = new SKImageInfo((int)(layout.Width * PixelsPerUnit), (int)(layout.Height * PixelsPerUnit), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        surface.Canvas.Scale(PixelsPerUnit);
        Draw(layout, surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <inheritdoc cref="Png"/>
    public static byte[] Svg(FigurePage page)
    {
        var layout = new FigureLayout(page, FigureFont.Typeface);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, layout.Width, layout.Height), stream))
        {
            Draw(layout, canvas);
        }

        return Encoding.UTF8.GetBytes(Renumber(Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>The plotting library writes the numbers at its axes in the current culture.</summary>
    private static void Draw(FigureLayout layout, SKCanvas canvas)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            layout.Draw(canvas);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Ids come from a counter of the whole process; here they count from 0 in each file.</summary>
    internal static string Renumber(string svg)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return Ids().Replace(svg, match =>
        {
            if (!known.TryGetValue(match.Value, out var id))
            {
                known[match.Value] = id = string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}_{known.Count}");
            }

            return id;
        });
    }

    [GeneratedRegex(@"(?<=[""#])([a-z]+)_[0-9a-f]+(?=["")])")]
    private static partial Regex Ids();
}
