using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.Abpn;

/// <summary>ABPN (Du et al., CVPRW 2021), the anchor-based plain net: 3x3 convolutions, ReLU, and the image itself as anchor.</summary>
public sealed class AbpnArchitecture : NetworkArchitecture<AbpnParameters>
{
    public override string Id => "abpn";

    public override string Description => "ABPN, Du et al. 2021: anchor-based plain net for INT8; layers, channels";

    public override NetworkGraph Build(AbpnParameters parameters, int scale)
    {
        var (layers, channels, outputs) = (parameters.Layers, parameters.Channels, 3 * scale * scale);
        var b = new NetworkBuilder($"ABPN-M{layers}C{channels}", scale, pixelRange: 1);
        var y = b.Tap("head", b.Relu(b.Conv("backbone.0", b.Input, channels, 3, Role.Head)));
        for (var i = 0; i < layers; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", b.Relu(b.Conv($"backbone.{i + 2}.0", y, channels, 3, Role.Body)));
        }

        b.Block = null;
        b.Tap("body", y);
        y = b.Relu(b.Conv($"backbone.{layers + 2}", y, outputs, 3, Role.Upsampler));
        y = b.Conv($"backbone.{layers + 4}", y, outputs, 3, Role.Tail);
        y = b.Add("anchored", y, b.RepeatChannels(b.Input, scale * scale));
        return b.Build(b.PixelShuffle(y, scale), new NamingScheme("ETDS") { Present = ["backbone.0.weight", "backbone.2.0.weight"] });
    }
}
