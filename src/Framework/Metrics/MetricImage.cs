using Research.Framework.Data;

namespace Research.Framework.Metrics;

/// <summary>
/// An image as metrics see it: float64 planes of values 0..255, row-major; R, G and B, or luma alone. Lumas of RGB images are
/// computed once per convention and kept.
/// </summary>
public sealed class MetricImage
{
    private readonly Dictionary<LumaWeights, double[]> _lumas = [];

    private MetricImage(int width, int height, double[][] planes)
    {
        Width = width;
        Height = height;
        Planes = planes;
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<double[]> Planes { get; }

    public static MetricImage FromRgb(RgbImage image)
    {
        var planes = new double[3][];
        for (var c = 0; c < 3; c++)
        {
            var plane = planes[c] = new double[image.Width * image.Height];
            for (int i = 0, at = c; i < plane.Length; i++, at += 3)
            {
                plane[i] = image.Pixels[at];
            }
        }

        return new MetricImage(image.Width, image.Height, planes);
    }

    public static MetricImage FromLuma(int width, int height, double[] luma) => new(width, height, [luma]);

    /// <summary>Luma, not rounded. An image of one plane is its own luma under every convention.</summary>
    public double[] Luma(LumaWeights weights)
    {
        if (Planes.Count == 1)
        {
            return Planes[0];
        }

        if (!_lumas.TryGetValue(weights, out var luma))
        {
            luma = new double[Planes[0].Length];
            for (var i = 0; i < luma.Length; i++)
            {
                luma[i] = weights.Of(Planes[0][i], Planes[1][i], Planes[2][i]);
            }

            _lumas.Add(weights, luma);
        }

        return luma;
    }
}
