using Research.Framework.Graph;
using Research.Framework.Graph.Operations;

namespace Research.Networks.Rdn;

/// <summary>RDN (Zhang et al., CVPR 2018), without mean shift.</summary>
public sealed class RdnArchitecture : NetworkArchitecture<RdnParameters>
{
    public override string Id => "rdn";

    public override string Description => "RDN, Zhang et al. 2018: residual dense blocks; blocks, convs, features, pixel_range, upsampler shuffle|nearest";

    public override NetworkGraph Build(RdnParameters parameters, int scale)
    {
        var (blocks, features) = (parameters.Blocks, parameters.Features);
        var b = new NetworkBuilder($"RDN-D{blocks}C{parameters.Convs}", scale, parameters.PixelRange);
        var shallow = b.Conv("SFENet1", b.Input, features, 3, Role.Head);
        var y = b.Tap("head", b.Conv("SFENet2", shallow, features, 3, Role.Head));

        var outputs = new Value[blocks];
        for (var d = 0; d < blocks; d++)
        {
            b.Block = d;
            y = outputs[d] = DenseBlock(b, y, d, parameters);
        }

        b.Block = null;
        y = b.Conv("GFF.0", b.Concat("GFF.concat", outputs), features, 1, Role.GlobalFusion);
        y = b.Conv("GFF.1", y, features, 3, Role.GlobalFusion);
        y = b.Tap("body", b.Add("GFF", y, shallow));
        y = parameters.Upsampler == RdnUpsampler.Nearest ? Nearest(b, y, scale) : Shuffle(b, y, scale);
        return b.Build(y, RdnNaming.Schemes(scale));
    }

    private static Value DenseBlock(NetworkBuilder b, Value x, int d, RdnParameters parameters)
    {
        var t = x;
        for (var c = 0; c < parameters.Convs; c++)
        {
            var grown = b.Relu(b.Conv($"RDBs.{d}.convs.{c}.conv.0", t, parameters.Features, 3, Role.Body));
            t = b.Concat($"RDBs.{d}.convs.{c}", t, grown);
        }

        var r = b.Tap($"block[{d}].residual", b.Conv($"RDBs.{d}.LFF", t, parameters.Features, 1, Role.LocalFusion));
        return b.Tap($"block[{d}].output", b.Add($"RDBs.{d}", r, x));
    }

    private static Value Shuffle(NetworkBuilder b, Value y, int scale)
    {
        y = ShuffleUpsampler.Apply(b, y, scale, stage => $"UPNet.{stage}");
        return b.Conv($"UPNet.{RdnNaming.LastConvolution(scale)}", y, 3, 3, Role.Tail);
    }

    private static Value Nearest(NetworkBuilder b, Value y, int scale)
    {
        y = b.Relu(b.Conv("UPN.0", y, 64, 5, Role.Upsampler));
        y = b.Relu(b.Conv("UPN.1", y, 32, 3, Role.Upsampler));
        y = b.Conv("UPN.2", y, 3 * scale * scale, 3, Role.Upsampler);
        return b.Conv("SR", b.Upscale(y, scale, UpscaleKind.Nearest), 3, 3, Role.Tail);
    }
}
