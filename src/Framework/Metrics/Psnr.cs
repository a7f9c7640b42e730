using System.Numerics.Tensors;

namespace Research.Framework.Metrics;

/// <summary>Peak signal-to-noise ratio of values 0..255, in dB.</summary>
/// <remarks>10 log10(255^2 / mean square error); infinite for equal images.</remarks>
internal static class Psnr
{
    internal static double FromMeanSquare(double meanSquare) => 10 * Math.Log10(255.0 * 255.0 / meanSquare);

    /// <summary>Mean square difference of two planes, <paramref name="shave"/> pixels left out on every side.</summary>
    internal static double MeanSquare(double[] a, double[] b, int width, int height, int shave)
    {
        RequirePixels(width, height, shave);
        var (innerWidth, innerHeight) = (width - (2 * shave), height - (2 * shave));
        var difference = new double[innerWidth];
        var sum = 0.0;
        for (var y = shave; y < height - shave; y++)
        {
            var start = (y * width) + shave;
            TensorPrimitives.Subtract(a.AsSpan(start, innerWidth), b.AsSpan(start, innerWidth), difference);
            sum += TensorPrimitives.SumOfSquares<double>(difference);
        }

        return sum / innerWidth / innerHeight;
    }

    internal static void RequirePixels(int width, int height, int shave)
    {
        if (width <= 2 * shave || height <= 2 * shave)
        {
            throw new Runtime.ResearchException($"Nothing is left of an image of {width}x{height} pixels when {shave} are left out on every side: it is too small for this metric.");
        }
    }
}
