using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Quantizers whose ranges (and bits) are learned: tensor operations that carry gradients, in float32 and float64, on any device.</summary>
public static class LearnedRanges
{
    /// <summary>AdaBM's activations: 2^b levels from l to u, no zero level.</summary>
    /// <remarks>t = (clip(x, l, u) - l) / (u - l), x_q = round(t n) / n (u - l) + l, n = 2^b - 1; gradients for x, l, u and b.</remarks>
    /// <param name="x">N x C x H x W.</param>
    /// <param name="low">One element.</param>
    /// <param name="high">One element.</param>
    /// <param name="bits_N">Bits of each sample, as floating point.</param>
    public static torch.Tensor Interval(torch.Tensor x, torch.Tensor low, torch.Tensor high, torch.Tensor bits_N)
    {
        using var scope = torch.NewDisposeScope();
        var width = high - low;
        var n = torch.pow(2, bits_N.view([-1, .. Enumerable.Repeat(1L, (int)x.dim() - 1)])) - 1;
        var t = (x.clamp(low, high) - low) / width;
        return (StraightThrough.Round(t * n) / n * width + low).MoveToOuterDisposeScope();
    }

    /// <summary>AdaBM's weights: 2^b levels from -U to U, no zero level.</summary>
    /// <remarks>t = (clip(w, -U, U) + U) / 2U, w_q = 2U round(t n) / n - U, n = 2^b - 1; gradients for w and U.</remarks>
    /// <param name="limit">U, one element.</param>
    public static torch.Tensor Symmetric(torch.Tensor weight, torch.Tensor limit, int bits)
    {
        using var scope = torch.NewDisposeScope();
        var n = (1 << bits) - 1;
        var t = (weight.clamp(-limit, limit) + limit) / (2 * limit);
        return (2 * limit * (StraightThrough.Round(t * n) / n) - limit).MoveToOuterDisposeScope();
    }

    /// <summary>PAMS: symmetric with a zero level, 2^b - 1 levels, also for values that are never negative.</summary>
    /// <remarks>x_q = round(clip(x, -alpha, alpha) / alpha Q) / Q alpha, Q = 2^(b-1) - 1; gradients for x and alpha.</remarks>
    /// <param name="alpha">One element.</param>
    /// <param name="clip">False in the warm-up epoch, in which alpha follows the batch.</param>
    public static torch.Tensor Pams(torch.Tensor x, torch.Tensor alpha, int bits, bool clip = true)
    {
        using var scope = torch.NewDisposeScope();
        var limit = (1 << (bits - 1)) - 1;
        var clipped = clip ? x.clamp(-alpha, alpha) : x;
        return (StraightThrough.Round(clipped / alpha * limit) / limit * alpha).MoveToOuterDisposeScope();
    }
}
