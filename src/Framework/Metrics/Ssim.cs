using System.Numerics.Tensors;

namespace Research.Framework.Metrics;

/// <summary>Structural similarity of two planes of values 0..255.</summary>
/// <remarks>
/// Wang et al. 2004: Gaussian window 11x11, sigma 1.5, K1 = 0.01, K2 = 0.03, L = 255, population moments, mean of the map.
/// The window is separable: each of the five moments takes one pass along rows and one along columns.
/// </remarks>
internal static class Ssim
{
    internal const int Radius = 5;
    private const double C1 = 0.01 * 255 * 0.01 * 255;
    private const double C2 = 0.03 * 255 * 0.03 * 255;
    private static readonly double[] Window = GaussianWindow();

    /// <param name="replicate">True: borders are replicated and the map is as large as the planes; false: only where the window fits.</param>
    internal static double Mean(double[] x, double[] y, int width, int height, bool replicate)
    {
        if (replicate)
        {
            x = Pad(x, width, height);
            y = Pad(y, width, height);
            (width, height) = (width + (2 * Radius), height + (2 * Radius));
        }

        if (width <= 2 * Radius || height <= 2 * Radius)
        {
            throw new ArgumentException($"an 11x11 window does not fit into {width}x{height} pixels");
        }

        var product = new double[x.Length];
        double[] Moment(double[] a, double[] b)
        {
            TensorPrimitives.Multiply(a, b, product);
            return Filter(product, width, height);
        }

        var (meanX, meanY) = (Filter(x, width, height), Filter(y, width, height));
        var (xx, yy, xy) = (Moment(x, x), Moment(y, y), Moment(x, y));
        var sum = 0.0;
        for (var i = 0; i < meanX.Length; i++)
        {
            var (mx, my) = (meanX[i], meanY[i]);
            sum += ((2 * mx * my) + C1) * ((2 * (xy[i] - (mx * my))) + C2)
                / (((mx * mx) + (my * my) + C1) * (xx[i] - (mx * mx) + (yy[i] - (my * my)) + C2));
        }

        return sum / meanX.Length;
    }

    /// <summary>Gaussian mean wherever the window fits: (width - 10) x (height - 10).</summary>
    private static double[] Filter(double[] plane, int width, int height)
    {
        var (outWidth, outHeight) = (width - (2 * Radius), height - (2 * Radius));
        var rows = new double[outWidth * height];
        for (var y = 0; y < height; y++)
        {
            Accumulate(rows.AsSpan(y * outWidth, outWidth), plane.AsSpan(y * width, width), 1);
        }

        var means = new double[outWidth * outHeight];
        for (var y = 0; y < outHeight; y++)
        {
            Accumulate(means.AsSpan(y * outWidth, outWidth), rows.AsSpan(y * outWidth), outWidth);
        }

        return means;
    }

    /// <summary>target[i] += sum over k of Window[k] * source[i + k * step].</summary>
    private static void Accumulate(Span<double> target, ReadOnlySpan<double> source, int step)
    {
        for (var k = 0; k < Window.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(source.Slice(k * step, target.Length), Window[k], target, target);
        }
    }

    private static double[] Pad(double[] plane, int width, int height)
    {
        var (padWidth, padHeight) = (width + (2 * Radius), height + (2 * Radius));
        var padded = new double[padWidth * padHeight];
        for (var y = 0; y < padHeight; y++)
        {
            var source = plane.AsSpan(Math.Clamp(y - Radius, 0, height - 1) * width, width);
            var target = padded.AsSpan(y * padWidth, padWidth);
            target[..Radius].Fill(source[0]);
            source.CopyTo(target[Radius..]);
            target[(Radius + width)..].Fill(source[^1]);
        }

        return padded;
    }

    private static double[] GaussianWindow()
    {
        var window = Enumerable.Range(-Radius, (2 * Radius) + 1).Select(d => Math.Exp(-d * d / (2 * 1.5 * 1.5))).ToArray();
        var sum = window.Sum();
        return Array.ConvertAll(window, weight => weight / sum);
    }
}
