using Research.Framework.Data;

namespace Research.Framework.Metrics;

/// <summary>An image as metrics see it: 8-bit RGB, or float64 luma alone. Lumas of RGB images are computed once per convention and kept.</summary>
public sealed class MetricImage
{
    private readonly Dictionary<LumaWeights, double[]> _lumas = [];
    private readonly double[]? _luma;

    private MetricImage(int width, int height, RgbImage? rgb, double[]? luma)
    {
        Width = width;
        Height = height;
        Rgb = rgb;
        _luma = luma;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Null for an image of luma alone.</summary>
    public RgbImage? Rgb { get; }

    public static MetricImage FromRgb(RgbImage image) => new(image.Width, image.Height, image, luma: null);

    /// <param name="luma">0..255, row-major.</param>
    public static MetricImage FromLuma(int width, int height, double[] luma) => new(width, height, rgb: null, luma);

    /// <summary>0..255, row-major, not rounded. An image of luma alone is its own under every convention.</summary>
    public double[] Luma(LumaWeights weights)
    {
        if (Rgb is null)
        {
            return _luma!;
        }

        if (!_lumas.TryGetValue(weights, out var luma))
        {
            luma = new double[Width * Height];
            var pixels = Rgb.Pixels;
            for (int i = 0, at = 0; i < luma.Length; i++, at += 3)
            {
                luma[i] = weights.Of(pixels[at], pixels[at + 1], pixels[at + 2]);
            }

            _lumas.Add(weights, luma);
        }

        return luma;
    }
}
