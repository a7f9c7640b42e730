using Research.Framework.Graph.Operations;

namespace Research.Framework.Graph;

public sealed partial class NetworkBuilder
{
    /// <summary>Concatenation along channels, in the order given.</summary>
    public Value Concat(string name, params ReadOnlySpan<Value> parts)
    {
        var (channels, postRelu) = (0, true);
        foreach (var part in parts)
        {
            channels += part.Channels;
            postRelu &= part.PostRelu;
        }

        return Apply(new Concat(), name, channels, parts[0].Upscale, postRelu, parts);
    }

    /// <summary>Channels [start, start + count).</summary>
    public Value Slice(string name, Value x, int start, int count) => Apply(new Slice(start, count), name, count, x.Upscale, x.PostRelu, x);

    /// <summary>Pixel shuffle, CRD order: out[c, h r + i, w r + j] = in[c r r + i r + j, h, w].</summary>
    public Value PixelShuffle(Value x, int factor) =>
        Apply(new PixelShuffle(factor), Unnamed("shuffle", x), x.Channels / (factor * factor), x.Upscale * factor, x.PostRelu, x);

    /// <summary>Repeats each channel in place: channel c * times + t = input channel c.</summary>
    public Value RepeatChannels(Value x, int times) => Apply(new RepeatChannels(times), Unnamed("repeat", x), x.Channels * times, x.Upscale, x.PostRelu, x);

    /// <summary>Nearest-neighbour, bilinear or bicubic up-scaling.</summary>
    public Value Upscale(Value x, int factor, UpscaleKind kind) =>
        Apply(new Upscale(factor, kind), Unnamed("upscale", x), x.Channels, x.Upscale * factor, kind == UpscaleKind.Nearest && x.PostRelu, x);

    /// <summary>Puts <paramref name="count"/> rows and columns of zeros in front (top and left).</summary>
    public Value PadFront(Value x, int count) => Apply(new PadFront(count), Unnamed("padded", x), x.Channels, x.Upscale, x.PostRelu, x);

    /// <summary>Mean plus population standard deviation of each channel over the image; N x C x 1 x 1 (IMDN's contrast).</summary>
    public Value Contrast(Value x) => Apply(new Contrast(), Unnamed("contrast", x), x.Channels, 0, postRelu: false, x);
}
