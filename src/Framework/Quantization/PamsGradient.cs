using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>The gradient of <see cref="PamsKernel"/> for elements of one sample, in float32.</summary>
/// <param name="alpha">The clipping bound.</param>
/// <param name="limit">Largest code, 2^(b-1) - 1.</param>
/// <param name="clip">False: nothing lies outside the range.</param>
internal readonly struct PamsGradient(float alpha, int limit, bool clip)
{
    private static readonly int Block = 64 * Vector512<float>.Count;

    private readonly float _alpha = alpha;
    private readonly float _bound = clip ? alpha : float.PositiveInfinity;
    private readonly float _limit = limit;

    /// <summary>The gradient of the mixture of several candidates.</summary>
    /// <param name="weights">Of the candidates.</param>
    /// <param name="dx">The gradient of x.</param>
    /// <param name="sums">Of the candidates, not weighted.</param>
    internal static void Mixture(ReadOnlySpan<PamsGradient> kernels, ReadOnlySpan<float> weights, ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx, Span<PamsSums> sums)
    {
        dx.Clear();
        var done = x.Length / Vector512<float>.Count * Vector512<float>.Count;
        for (var start = 0; start < done; start += Block)
        {
            var length = Math.Min(Block, done - start);
            for (var k = 0; k < kernels.Length; k++)
            {
                sums[k] += kernels[k].Vectors(weights[k], x.Slice(start, length), g.Slice(start, length), dx.Slice(start, length));
            }
        }

        for (var k = 0; k < kernels.Length; k++)
        {
            sums[k] += kernels[k].Scalar(weights[k], x[done..], g[done..], dx[done..]);
        }
    }

    /// <summary>The vector form's twin.</summary>
    /// <param name="dx">The weighted gradient is added here.</param>
    internal PamsSums Scalar(float weight, ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx)
    {
        var (product, bound) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var clipped = MathF.Min(MathF.Max(x[i], -_bound), _bound);
            var q = MathF.Round(clipped / _alpha * _limit, MidpointRounding.ToEven) / _limit * _alpha;
            var inside = MathF.Abs(x[i]) < _bound;
            product += g[i] * q;
            bound += g[i] * (inside ? (q - x[i]) / _alpha : MathF.Sign(x[i]));
            dx[i] += inside ? weight * g[i] : 0;
        }

        return new PamsSums(product, bound);
    }

    /// <summary>Whole vectors, few enough to be summed up in float32.</summary>
    private PamsSums Vectors(float weight, ReadOnlySpan<float> x, ReadOnlySpan<float> g, Span<float> dx)
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
        var gradient = MemoryMarshal.Cast<float, Vector512<float>>(g);
        var to = MemoryMarshal.Cast<float, Vector512<float>>(dx);
        var (a, upper, q, w) = (Vector512.Create(_alpha), Vector512.Create(_bound), Vector512.Create(_limit), Vector512.Create(weight));
        var (product, bound) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < from.Length; i++)
        {
            var (value, slope) = (from[i], gradient[i]);
            var quantized = Vector512.Round(Vector512.MinNative(Vector512.MaxNative(value, -upper), upper) / a * q) / q * a;
            var inside = Vector512.LessThan(Vector512.Abs(value), upper);
            var sign = Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<float>.Zero), -Vector512<float>.One, Vector512<float>.One);
            product += slope * quantized;
            bound += slope * Vector512.ConditionalSelect(inside, (quantized - value) / a, sign);
            to[i] += w * (slope & inside);
        }

        return new PamsSums(Sum(product), Sum(bound));
    }

    private static double Sum(Vector512<float> lanes)
    {
        var (low, high) = Vector512.Widen(lanes);
        return Vector512.Sum(low + high);
    }
}
