using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Research.Methods.Cadyq;

/// <summary>Sums, by channel, of the differences from a shift and of their squares, in float64.</summary>
internal static class ChannelSums
{
    /// <param name="x">Pixels whose channels lie side by side.</param>
    /// <param name="shift">One value a channel, near the channel's mean.</param>
    /// <param name="sums">Added to: the sums of all channels, then those of the squares.</param>
    internal static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> shift, Span<double> sums)
    {
        if (shift.Length % Vector512<float>.Count == 0)
        {
            Vector(x, shift, sums);
        }
        else
        {
            Scalar(x, shift, sums);
        }
    }

    /// <summary>The vector form's twin.</summary>
    internal static void Scalar(ReadOnlySpan<float> x, ReadOnlySpan<float> shift, Span<double> sums)
    {
        var channels = shift.Length;
        for (var at = 0; at < x.Length; at += channels)
        {
            for (var c = 0; c < channels; c++)
            {
                var d = (double)x[at + c] - shift[c];
                sums[c] += d;
                sums[channels + c] += d * d;
            }
        }
    }

    private static void Vector(ReadOnlySpan<float> x, ReadOnlySpan<float> shift, Span<double> sums)
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
        var shifts = MemoryMarshal.Cast<float, Vector512<float>>(shift);
        var to = MemoryMarshal.Cast<double, Vector512<double>>(sums);
        var groups = shifts.Length;
        for (var g = 0; g < groups; g++)
        {
            var (lowShift, highShift) = Vector512.Widen(shifts[g]);
            var (low, high, lowSquares, highSquares) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = g; i < from.Length; i += groups)
            {
                var (first, second) = Vector512.Widen(from[i]);
                first -= lowShift;
                second -= highShift;
                low += first;
                high += second;
                lowSquares += first * first;
                highSquares += second * second;
            }

            to[2 * g] += low;
            to[(2 * g) + 1] += high;
            to[2 * (groups + g)] += lowSquares;
            to[(2 * (groups + g)) + 1] += highSquares;
        }
    }
}
