using Research.Framework.Graph;

namespace Research.Networks.Ecbsr;

/// <summary>ECBSR (Zhang et al., ACM MM 2021) in its plain form; checkpoints of the training form are merged when loaded (<see cref="EdgeConvolution"/>).</summary>
public sealed class EcbsrArchitecture : NetworkArchitecture<EcbsrParameters>
{
    public override string Id => "ecbsr";

    public override string Description => "ECBSR, Zhang et al. 2021: edge-oriented convolution blocks, merged; layers, channels, image_channels, pixel_range";

    public override NetworkGraph Build(EcbsrParameters parameters, int scale)
    {
        var (layers, channels) = (parameters.Layers, parameters.Channels);
        var b = new NetworkBuilder($"ECBSR-M{layers}C{channels}", scale, parameters.PixelRange, parameters.ImageChannels);
        var y = b.Tap("head", Layer(b, b.Input, 0, channels, Role.Head));
        for (var i = 0; i < layers; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", Layer(b, y, i + 1, channels, Role.Body));
        }

        b.Block = null;
        b.Tap("body", y);
        y = b.Conv($"backbone.{layers + 1}.0", y, parameters.ImageChannels * scale * scale, 3, Role.Tail);
        y = b.Add("anchored", y, b.RepeatChannels(b.Input, scale * scale));
        return b.Build(b.PixelShuffle(y, scale), EcbsrNaming.Schemes);
    }

    private static Value Layer(NetworkBuilder b, Value x, int index, int channels, Role role) =>
        b.PRelu($"backbone.{index}.1", b.Conv($"backbone.{index}.0", x, channels, 3, role), perChannel: true);
}
