using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>What a value is normalised by: x' = (x - offset) / scale.</summary>
/// <remarks>
/// Behind a ReLU the offset is 0 and m = max |x|, elsewhere it is the mean, and m = max |x - mean|; scale = m + 1e-8 (released code).
/// Rounding is monotone, so that m is exactly the larger of max - mean and mean - min.
/// </remarks>
/// <param name="Offset">N x C, or 1 x 1 for all.</param>
/// <param name="Scale">In the same shape.</param>
internal readonly record struct ChannelStatistics(torch.Tensor Offset, torch.Tensor Scale)
{
    private const double Smallest = 1e-8;

    /// <summary>Of each channel of each image.</summary>
    /// <param name="x">N x C x H x W.</param>
    public static ChannelStatistics PerChannel(torch.Tensor x, bool postRelu) => Of(x, postRelu, [2, 3], x.shape[0], x.shape[1]);

    /// <summary>Of the whole tensor.</summary>
    public static ChannelStatistics PerLayer(torch.Tensor x, bool postRelu) => Of(x, postRelu, [0, 1, 2, 3], 1, 1);

    private static ChannelStatistics Of(torch.Tensor x, bool postRelu, long[] axes, long samples, long channels)
    {
        using var scope = torch.NewDisposeScope();
        var (low, high) = (x.amin(axes), x.amax(axes));
        var mean = postRelu ? torch.zeros_like(low) : x.mean(axes);
        var scale = torch.maximum(high - mean, mean - low).add_(Scalars.Of(Smallest));
        return new ChannelStatistics(mean.view(samples, channels).MoveToOuterDisposeScope(), scale.view(samples, channels).MoveToOuterDisposeScope());
    }
}
