using Research.Framework.Graph;

namespace Research.Networks;

/// <summary>The up-sampler of EDSR, RDN and CARN: convolution to s^2 F channels and pixel shuffle; x4 in two stages of x2.</summary>
internal static class ShuffleUpsampler
{
    /// <param name="key">Name of the convolution at a place of the sequence, which counts activations and shuffles too: 0, 2 (with ReLU 0, 3).</param>
    /// <param name="relu">A ReLU before each shuffle, as in CARN.</param>
    internal static Value Apply(NetworkBuilder b, Value x, int scale, Func<int, string> key, bool relu = false, int groups = 1)
    {
        var features = x.Channels;
        foreach (var (stage, factor) in Stages(scale).Index())
        {
            x = b.Conv(key(stage * (relu ? 3 : 2)), x, factor * factor * features, 3, Role.Upsampler, groups: groups);
            x = b.PixelShuffle(relu ? b.Relu(x) : x, factor);
        }

        return x;
    }

    /// <summary>Factors of the shuffles: 2, 3, or twice 2.</summary>
    internal static int[] Stages(int scale) => scale == 4 ? [2, 2] : [scale];
}
