using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>
/// Quantizers whose ranges (and bits) are learned: tensor operations that carry gradients, in float32 and float64, on any device;
/// where no gradient is wanted, and for <see cref="Interval"/> with gradients too, one pass over the memory with the same results.
/// Rounding is straight-through.
/// </summary>
public static class LearnedRanges
{
    /// <summary>Ranges without width are taken to be this wide: dead layers quantize to their only value.</summary>
    private const double Narrowest = 1e-8;

    /// <summary>AdaBM's activations: 2^b levels from l to u, no zero level.</summary>
    /// <remarks>t = (clip(x, l, u) - l) / (u - l), x_q = round(t n) / n (u - l) + l, n = 2^b - 1; gradients for x, l, u and b.</remarks>
    /// <param name="x">N x C x H x W.</param>
    /// <param name="low">One element, or 1 x C x 1 x 1.</param>
    /// <param name="high">As <paramref name="low"/>.</param>
    /// <param name="bits_N">Bits of each sample, as floating point; or of all.</param>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    public static torch.Tensor Interval(torch.Tensor x, torch.Tensor low, torch.Tensor high, torch.Tensor bits_N)
    {
        using var scope = torch.NewDisposeScope();
        var width = (high - low).clamp_min(Scalars.Of(Narrowest));
        var n = torch.pow(2, bits_N.view([-1, .. Enumerable.Repeat(1L, (int)x.dim() - 1)])).sub(Scalars.Of(1));
        return (IntervalFunction.Fits(x, low, high, width, n) ? IntervalFunction.apply(x, low, high, width, n) : ChannelPass.Run(
            x,
            [low, high, width, n],
            values => new IntervalKernel(values[0], values[1], values[2], values[3]),
            () => IntervalOperations(x, low, high, width, n))).MoveToOuterDisposeScope();
    }

    /// <summary>AdaBM's weights: 2^b levels from -U to U, no zero level.</summary>
    /// <remarks>t = (clip(w, -U, U) + U) / 2U, w_q = 2U round(t n) / n - U, n = 2^b - 1; gradients for w and U. It is <see cref="Interval"/> from -U to U.</remarks>
    /// <param name="limit">U, one element.</param>
    /// <exception cref="NotFiniteException">A weight is NaN or infinite.</exception>
    public static torch.Tensor Symmetric(torch.Tensor weight, torch.Tensor limit, int bits)
    {
        using var scope = torch.NewDisposeScope();
        return Interval(weight, -limit, limit, torch.tensor((double)bits, weight.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>PAMS: symmetric with a zero level, 2^b - 1 levels, also for values that are never negative.</summary>
    /// <remarks>x_q = round(clip(x, -alpha, alpha) / alpha Q) / Q alpha, Q = 2^(b-1) - 1; gradients for x and alpha.</remarks>
    /// <param name="alpha">One element.</param>
    /// <param name="clip">False in the warm-up epoch, in which alpha follows the batch.</param>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    public static torch.Tensor Pams(torch.Tensor x, torch.Tensor alpha, int bits, bool clip = true)
    {
        using var scope = torch.NewDisposeScope();
        return ElementPass.Run(new PamsKernel(alpha.clamp_min(Scalars.Of(Narrowest)), (1 << (bits - 1)) - 1, clip), x, alpha).MoveToOuterDisposeScope();
    }

    /// <summary>PAMS' weights: symmetric with a zero level, 2^b - 1 levels, nothing learned.</summary>
    /// <remarks>m = max|w| + 1e-8, w_q = round(w Q / m) m / Q, Q = 2^(b-1) - 1; the gradient passes straight through.</remarks>
    public static torch.Tensor PamsWeight(torch.Tensor weight, int bits)
    {
        using var scope = torch.NewDisposeScope();
        var limit = Scalars.Of((1 << (bits - 1)) - 1);
        var largest = weight.detach().abs().max().add(Scalars.Of(1e-8));
        return StraightThrough.Apply(weight, w => ((w.mul(limit) / largest).round() * largest).div(limit)).MoveToOuterDisposeScope();
    }

    /// <summary>The third form of <see cref="IntervalKernel"/>.</summary>
    internal static torch.Tensor IntervalOperations(torch.Tensor x, torch.Tensor low, torch.Tensor high, torch.Tensor width, torch.Tensor n) =>
        (StraightThrough.Round((x.clamp(low, high) - low) / width * n) / n * width) + low;
}
