using Research.Framework.Graph;

namespace Research.Networks;

/// <summary>The up-sampler of EDSR and RDN: convolution to s^2 F channels and pixel shuffle; x4 in two stages of x2.</summary>
internal static class ShuffleUpsampler
{
    /// <param name="key">Name of the convolution of a stage; the stage's index counts its shuffle too: 0, 2.</param>
    internal static Value Apply(NetworkBuilder b, Value x, int scale, Func<int, string> key)
    {
        var features = x.Channels;
        for (var (stage, remaining) = (0, scale); remaining > 1; stage += 2)
        {
            var factor = remaining == 4 ? 2 : remaining;
            x = b.PixelShuffle(b.Conv(key(stage), x, factor * factor * features, 3, Role.Upsampler), factor);
            remaining /= factor;
        }

        return x;
    }
}
