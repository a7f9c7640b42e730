using Research.Framework.Graph;

namespace Research.Networks.Edsr;

/// <summary>EDSR (Lim et al., CVPRW 2017) in all its sizes, and the mobile form of MLPerf.</summary>
public sealed class EdsrArchitecture : NetworkArchitecture<EdsrParameters>
{
    public override string Id => "edsr";

    public override string Description => "EDSR, Lim et al. 2017: residual blocks without batch normalisation; blocks, features, res_scale, upsampler shuffle|direct";

    public override NetworkGraph Build(EdsrParameters parameters, int scale)
    {
        var (blocks, features) = (parameters.Blocks, parameters.Features);
        var b = new NetworkBuilder($"EDSR-{blocks}x{features}", scale, parameters.PixelRange);
        var x = parameters.MeanShift ? b.SubtractMean("sub_mean", b.Input) : b.Input;
        if (!parameters.MeanShift)
        {
            b.Ignore("sub_mean.*"); // super-image's files hold a mean shift that its network never applies.
            b.Ignore("add_mean.*");
        }

        var head = b.Tap("head", b.Conv("head.0", x, features, 3, Role.Head));
        var y = head;
        for (var i = 0; i < blocks; i++)
        {
            b.Block = i;
            var r = b.Conv($"body.{i}.body.0", y, features, 3, Role.Body);
            r = b.Conv($"body.{i}.body.2", b.Relu(r), features, 3, Role.Body);
            r = b.Tap($"block[{i}].residual", b.Scale(r, parameters.ResScale));
            y = b.Tap($"block[{i}].output", b.Add($"body.{i}", r, y));
        }

        b.Block = null;
        y = b.Conv($"body.{blocks}", y, features, 3, Role.BodyEnd);
        y = b.Tap("body", b.Add("body", y, head));
        y = parameters.Upsampler == EdsrUpsampler.Direct ? Direct(b, y, scale, parameters) : Shuffle(b, y, scale);
        return b.Build(parameters.MeanShift ? b.AddMean("add_mean", y) : y, EdsrNaming.Schemes(parameters));
    }

    private static Value Shuffle(NetworkBuilder b, Value y, int scale)
    {
        y = ShuffleUpsampler.Apply(b, y, scale, stage => $"tail.0.{stage}");
        return b.Conv("tail.1", y, 3, 3, Role.Tail);
    }

    private static Value Direct(NetworkBuilder b, Value y, int scale, EdsrParameters parameters)
    {
        y = b.Conv("tail.0", y, 3 * scale * scale, 3, Role.Tail);
        return b.PixelShuffle(b.Clip(y, 0, parameters.PixelRange), scale);
    }
}
