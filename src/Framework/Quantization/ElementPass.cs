using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Applies a kernel to all elements of a tensor: in one pass over its memory where that lies in one piece, else by tensor operations.</summary>
internal static class ElementPass
{
    private const int Grain = 1 << 16;

    /// <param name="parameter">What the kernel is made of, where a gradient of it may be wanted.</param>
    /// <returns>In the shape and memory order of <paramref name="x"/>.</returns>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    internal static torch.Tensor Run<TKernel>(TKernel kernel, torch.Tensor x, torch.Tensor? parameter = null)
        where TKernel : struct, IElementKernel
    {
        using var scope = torch.NewDisposeScope();
        var source = torch.is_grad_enabled() && (x.requires_grad || parameter is { requires_grad: true }) ? null : TensorValues.Dense(x);
        if (source is null)
        {
            return x.isfinite().all().item<bool>() ? kernel.Apply(x).MoveToOuterDisposeScope() : throw new NotFiniteException();
        }

        var y = torch.empty_like(x);
        var target = TensorValues.Dense(y)!;
        var finite = true;
        var length = (int)x.numel();
        var parts = Math.Clamp(length / Grain, 1, torch.get_num_threads());
        Parallel.For(0, parts, part =>
        {
            var (start, end) = ((int)((long)length * part / parts), (int)((long)length * (part + 1) / parts));
            if (!Vector(kernel, TensorValues.Span(source)[start..end], TensorValues.Span(target)[start..end]))
            {
                Volatile.Write(ref finite, false);
            }
        });
        return finite ? y.MoveToOuterDisposeScope() : throw new NotFiniteException();
    }

    /// <returns>Whether all elements are finite.</returns>
    internal static bool Vector<TKernel>(TKernel kernel, ReadOnlySpan<float> x, Span<float> y)
        where TKernel : struct, IElementKernel
    {
        var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
        var to = MemoryMarshal.Cast<float, Vector512<float>>(y);
        var largest = Vector512.Create(float.MaxValue);
        var finite = Vector512<float>.AllBitsSet;
        for (var i = 0; i < from.Length; i++)
        {
            finite &= Vector512.LessThanOrEqual(Vector512.Abs(from[i]), largest);
            to[i] = kernel.Apply(from[i]);
        }

        var done = from.Length * Vector512<float>.Count;
        return Scalar(kernel, x[done..], y[done..]) & finite.AsInt32() == Vector512<int>.AllBitsSet;
    }

    /// <summary>The vector form's twin.</summary>
    internal static bool Scalar<TKernel>(TKernel kernel, ReadOnlySpan<float> x, Span<float> y)
        where TKernel : struct, IElementKernel
    {
        var finite = true;
        for (var i = 0; i < x.Length; i++)
        {
            finite &= float.IsFinite(x[i]);
            y[i] = kernel.Apply(x[i]);
        }

        return finite;
    }
}
