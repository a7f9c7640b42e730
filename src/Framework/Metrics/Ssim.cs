using System.Numerics.Tensors;
using Research.Framework.Runtime;

namespace Research.Framework.Metrics;

/// <summary>Structural similarity of two planes of values 0..255.</summary>
/// <remarks>
/// Wang et al. 2004: Gaussian window 11x11, sigma 1.5, K1 = 0.01, K2 = 0.03, L = 255, population moments, mean of the map.
/// The window is separable. Row by row, so that everything in use stays in the processor's cache: the five moments of a row
/// are filtered along it and kept for eleven rows, over which the second pass goes.
/// </remarks>
internal sealed class Ssim
{
    internal const int Radius = 5;
    private const int Taps = (2 * Radius) + 1;
    private const int Moments = 5;
    private const double C1 = 0.01 * 255 * 0.01 * 255;
    private const double C2 = 0.03 * 255 * 0.03 * 255;
    private static readonly double[] Window = GaussianWindow();

    private readonly int _width;
    private readonly double[][] _filtered = new double[Taps * Moments][];
    private readonly double[][] _means = new double[Moments][];
    private readonly double[] _product;
    private readonly double[] _numerator;
    private readonly double[] _denominator;

    private Ssim(int width)
    {
        var outWidth = width - (2 * Radius);
        _width = width;
        _product = new double[width];
        (_numerator, _denominator) = (new double[outWidth], new double[outWidth]);
        for (var i = 0; i < _filtered.Length; i++)
        {
            _filtered[i] = new double[outWidth];
        }

        for (var i = 0; i < Moments; i++)
        {
            _means[i] = new double[outWidth];
        }
    }

    /// <param name="x">Row-major, width x height.</param>
    /// <param name="replicate">True: borders are replicated and the map is as large as the planes; false: only where the window fits.</param>
    internal static double Mean(double[] x, double[] y, int width, int height, bool replicate)
    {
        var pad = replicate ? Radius : 0;
        if (width + (2 * pad) < Taps || height + (2 * pad) < Taps)
        {
            throw new ResearchException($"SSIM's window of {Taps}x{Taps} does not fit into {width}x{height} pixels: the image is too small for this metric.");
        }

        var map = new Ssim(width + (2 * pad));
        var (rowX, rowY) = (new double[map._width], new double[map._width]);
        var (sum, rows) = (0.0, height + (2 * pad));
        for (var row = 0; row < rows; row++)
        {
            var source = Math.Clamp(row - pad, 0, height - 1) * width;
            Pad(x.AsSpan(source, width), rowX, pad);
            Pad(y.AsSpan(source, width), rowY, pad);
            map.Enter(row % Taps, rowX, rowY);
            if (row >= Taps - 1)
            {
                sum += map.SumOfRow(row + 1);
            }
        }

        return sum / ((long)map._numerator.Length * (rows - Taps + 1));
    }

    /// <summary>Filters the moments x, y, xx, yy, xy of a row along it.</summary>
    private void Enter(int slot, double[] x, double[] y)
    {
        FilterRow(x, slot * Moments);
        FilterRow(y, (slot * Moments) + 1);
        FilterProduct(x, x, (slot * Moments) + 2);
        FilterProduct(y, y, (slot * Moments) + 3);
        FilterProduct(x, y, (slot * Moments) + 4);
    }

    private void FilterProduct(double[] a, double[] b, int target)
    {
        TensorPrimitives.Multiply(a, b, _product);
        FilterRow(_product, target);
    }

    private void FilterRow(double[] row, int target)
    {
        var output = _filtered[target].AsSpan();
        TensorPrimitives.Multiply(row.AsSpan(0, output.Length), Window[0], output);
        for (var k = 1; k < Taps; k++)
        {
            TensorPrimitives.MultiplyAdd(row.AsSpan(k, output.Length), Window[k], output, output);
        }
    }

    /// <summary>Sum of the map's row whose window ends before input row <paramref name="end"/>.</summary>
    private double SumOfRow(int end)
    {
        for (var moment = 0; moment < Moments; moment++)
        {
            var mean = _means[moment];
            TensorPrimitives.Multiply(_filtered[(end % Taps * Moments) + moment], Window[0], mean);
            for (var k = 1; k < Taps; k++)
            {
                TensorPrimitives.MultiplyAdd(_filtered[((end + k) % Taps * Moments) + moment], Window[k], mean, mean);
            }
        }

        // (2 mx my + C1)(2 (xy - mx my) + C2) / ((mx^2 + my^2 + C1)(xx - mx^2 + yy - my^2 + C2))
        var (mx, my, xx, yy, xy) = (_means[0], _means[1], _means[2], _means[3], _means[4]);
        for (var i = 0; i < mx.Length; i++)
        {
            var (product, squares) = (mx[i] * my[i], (mx[i] * mx[i]) + (my[i] * my[i]));
            _numerator[i] = ((2 * product) + C1) * ((2 * (xy[i] - product)) + C2);
            _denominator[i] = (squares + C1) * (xx[i] + yy[i] - squares + C2);
        }

        TensorPrimitives.Divide(_numerator, _denominator, _numerator);
        return TensorPrimitives.Sum<double>(_numerator);
    }

    private static void Pad(ReadOnlySpan<double> source, Span<double> target, int pad)
    {
        target[..pad].Fill(source[0]);
        source.CopyTo(target[pad..]);
        target[(pad + source.Length)..].Fill(source[^1]);
    }

    private static double[] GaussianWindow()
    {
        var window = Enumerable.Range(-Radius, Taps).Select(d => Math.Exp(-d * d / (2 * 1.5 * 1.5))).ToArray();
        var sum = window.Sum();
        return Array.ConvertAll(window, weight => weight / sum);
    }
}
