using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Applies a kernel whose parameters differ by sample or channel: in one pass over the tensor's memory where that lies in one piece, else by tensor operations.</summary>
internal static class ChannelPass
{
    private const int Grain = 1 << 16;

    /// <param name="x">N x C x H x W; any shape where no parameter differs by channel, the first axis being the samples.</param>
    /// <param name="parameters">Of the shape of <paramref name="x"/> or 1 on the first two axes, 1 on the others.</param>
    /// <param name="kernel">Made of the parameters' values by sample and channel.</param>
    /// <param name="operations">The same by tensor operations: for gradients, other types and devices.</param>
    /// <returns>In the shape and memory order of <paramref name="x"/>.</returns>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    internal static torch.Tensor Run<TKernel>(torch.Tensor x, torch.Tensor[] parameters, Func<float[][], TKernel> kernel, Func<torch.Tensor> operations)
        where TKernel : struct, IChannelKernel<TKernel>
    {
        using var scope = torch.NewDisposeScope();
        var source = torch.is_grad_enabled() && parameters.Prepend(x).Any(tensor => tensor.requires_grad) ? null : TensorValues.Dense(x);
        if (source is null)
        {
            return x.isfinite().all().item<bool>() ? operations().MoveToOuterDisposeScope() : throw new NotFiniteException();
        }

        var (samples, channels) = (parameters.Max(values => values.dim() > 0 ? values.shape[0] : 1), parameters.Max(values => values.dim() > 1 ? values.shape[1] : 1));
        var y = torch.empty_like(x);
        var target = TensorValues.Dense(y)!;
        var values = Array.ConvertAll(parameters, tensor => Values(tensor, samples, channels));
        var runs = Runs.Of(x, (int)samples, (int)channels);
        var laid = kernel(values).Lay(runs.Period);
        var finite = true;
        Parallel.For(0, runs.Count, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (start, length, row) = runs[run];
            if (!Vector(laid, row, runs.Period, TensorValues.Span(source).Slice(start, length), TensorValues.Span(target).Slice(start, length)))
            {
                Volatile.Write(ref finite, false);
            }
        });
        return finite ? y.MoveToOuterDisposeScope() : throw new NotFiniteException();
    }

    /// <summary>Applies a laid kernel to elements whose parameters begin at <paramref name="row"/> and repeat.</summary>
    /// <returns>Whether all elements are finite.</returns>
    internal static bool Vector<TKernel>(TKernel kernel, int row, int period, ReadOnlySpan<float> x, Span<float> y)
        where TKernel : struct, IChannelKernel<TKernel>
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
        var to = MemoryMarshal.Cast<float, Vector512<float>>(y);
        var largest = Vector512.Create(float.MaxValue);
        var finite = Vector512<float>.AllBitsSet;
        var (phase, step) = (0, Vector512<float>.Count % period);
        for (var i = 0; i < from.Length; i++)
        {
            finite &= Vector512.LessThanOrEqual(Vector512.Abs(from[i]), largest);
            to[i] = kernel.Apply(from[i], row + phase);
            phase += step;
            phase = phase < period ? phase : phase - period;
        }

        var done = from.Length * Vector512<float>.Count;
        return Scalar(kernel, row, period, x, y, done) & finite.AsInt32() == Vector512<int>.AllBitsSet;
    }

    /// <summary>The vector form's twin.</summary>
    /// <param name="first">Elements before it are left alone.</param>
    internal static bool Scalar<TKernel>(TKernel kernel, int row, int period, ReadOnlySpan<float> x, Span<float> y, int first = 0)
        where TKernel : struct, IChannelKernel<TKernel>
    {
        var finite = true;
        for (var i = first; i < x.Length; i++)
        {
            finite &= float.IsFinite(x[i]);
            y[i] = kernel.Apply(x[i], row + (i % period));
        }

        return finite;
    }

    private static float[] Values(torch.Tensor parameter, long samples, long channels) =>
        parameter.detach().to_type(torch.ScalarType.Float32).reshape(parameter.dim() > 0 ? parameter.shape[0] : 1, -1).expand(samples, channels).contiguous().data<float>().ToArray();

    /// <summary>Pieces of a tensor's memory, each of whole periods of parameters.</summary>
    private sealed class Runs(int segments, int segmentLength, int rows, int period)
    {
        private readonly int _piece = Math.Min(segmentLength, Math.Max(period, Grain - (Grain % period)));

        /// <summary>After how many elements the parameters repeat.</summary>
        internal int Period => period;

        internal int Count => segments * Pieces;

        internal (int Start, int Length, int Row) this[int run]
        {
            get
            {
                var (segment, first) = (run / Pieces, run % Pieces * _piece);
                return ((segment * segmentLength) + first, Math.Min(_piece, segmentLength - first), segment % rows * ParameterRows.Length(period));
            }
        }

        private int Pieces => (segmentLength + _piece - 1) / _piece;

        /// <summary>Channels-last memory holds the channels side by side, the other order a plane for each.</summary>
        internal static Runs Of(torch.Tensor x, int samples, int channels)
        {
            var length = (int)x.numel();
            if (channels > 1 && !x.is_contiguous())
            {
                return new Runs(samples, length / samples, samples, channels);
            }

            var segments = channels > 1 ? (int)x.shape[0] * channels : samples;
            return new Runs(segments, length / segments, samples * channels, period: 1);
        }
    }
}
