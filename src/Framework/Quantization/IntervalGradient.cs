using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>The gradient of <see cref="IntervalKernel"/> for elements of one sample, in float32.</summary>
/// <remarks>
/// With g the gradient of the result and x_q = q w + l, q = round(t n) / n, t = (clip(x, l, u) - l) / w: that of x is g inside [l, u], else 0; the
/// sums are those of g below l, of g above u, and of g (q - t), from which those of l, u, w and n follow.
/// </remarks>
internal readonly struct IntervalGradient(float low, float high, float width, float steps)
{
    private static readonly int Block = 64 * Vector512<float>.Count;

    /// <param name="dx">The gradient of x; empty where it is not wanted.</param>
    internal IntervalSums Vector(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx)
    {
        var sums = default(IntervalSums);
        var done = x.Length / Vector512<float>.Count * Vector512<float>.Count;
        for (var start = 0; start < done; start += Block)
        {
            var length = Math.Min(Block, done - start);
            sums += Vectors(x.Slice(start, length), g.Slice(start, length), dx.IsEmpty ? dx : dx.Slice(start, length));
        }

        return sums + Scalar(x[done..], g[done..], dx.IsEmpty ? dx : dx[done..]);
    }

    /// <summary>The vector form's twin.</summary>
    internal IntervalSums Scalar(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx)
    {
        var (below, above, rounding) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var t = (MathF.Min(MathF.Max(x[i], low), high) - low) / width;
            rounding += g[i] * ((MathF.Round(t * steps, MidpointRounding.ToEven) / steps) - t);
            below += x[i] < low ? g[i] : 0;
            above += x[i] > high ? g[i] : 0;
            if (!dx.IsEmpty)
            {
                dx[i] = x[i] >= low && x[i] <= high ? g[i] : 0;
            }
        }

        return new IntervalSums(below, above, rounding);
    }

    /// <summary>Whole vectors, few enough to be summed up in float32.</summary>
    private IntervalSums Vectors(ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx)
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
        var gradient = MemoryMarshal.Cast<float, Vector512<float>>(g);
        var to = MemoryMarshal.Cast<float, Vector512<float>>(dx);
        var (l, u, w, n) = (Vector512.Create(low), Vector512.Create(high), Vector512.Create(width), Vector512.Create(steps));
        var (below, above, rounding) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < from.Length; i++)
        {
            var (value, slope) = (from[i], gradient[i]);
            var t = (Vector512.MinNative(Vector512.MaxNative(value, l), u) - l) / w;
            rounding += slope * ((Vector512.Round(t * n) / n) - t);
            var (under, over) = (Vector512.LessThan(value, l), Vector512.GreaterThan(value, u));
            below += slope & under;
            above += slope & over;
            if (!to.IsEmpty)
            {
                to[i] = Vector512.AndNot(slope, under | over);
            }
        }

        return new IntervalSums(Sum(below), Sum(above), Sum(rounding));
    }

    private static double Sum(Vector512<float> lanes)
    {
        var (low, high) = Vector512.Widen(lanes);
        return Vector512.Sum(low + high);
    }
}
