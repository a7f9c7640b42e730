using Research.Framework.Graph;

namespace Research.Networks.SrResNet;

/// <summary>SRResNet (Ledig et al., CVPR 2017) with batch normalisation, as CADyQ, AdaBM and DFSQ use it: no mean shift.</summary>
public sealed class SrResNetArchitecture : NetworkArchitecture<SrResNetParameters>
{
    public override string Id => "srresnet";

    public override string Description => "SRResNet, Ledig et al. 2017, with batch normalisation; blocks, features, prelu single|shared|channel, pixel_range, bias, body_bias";

    protected override IReadOnlyList<int> Scales => [2, 4];

    public override NetworkGraph Build(SrResNetParameters parameters, int scale)
    {
        var b = new NetworkBuilder($"SRResNet-{parameters.Blocks}", scale, parameters.PixelRange);
        var features = parameters.Features;
        var perChannel = parameters.Prelu == PreluSlopes.Channel;
        var shared = parameters.Prelu == PreluSlopes.Shared;
        if (shared)
        {
            b.Ignore("body.{i}.act.weight"); // CADyQ stores the head's slope again in every block.
        }

        var x = b.Conv("head.0", b.Input, features, 9, Role.Head, parameters.Bias);
        var head = b.Tap("head", b.PRelu("head.1", x, perChannel));
        var y = head;
        for (var i = 0; i < parameters.Blocks; i++)
        {
            b.Block = i;
            var r = b.BatchNorm($"body.{i}.body.1", b.Conv($"body.{i}.body.0", y, features, 3, Role.Body, parameters.BodyBias));
            r = b.PRelu(shared ? "head.1" : $"body.{i}.body.2", r, perChannel);
            r = b.Tap($"block[{i}].conv2", b.Conv($"body.{i}.body.3", r, features, 3, Role.Body, parameters.BodyBias));
            r = b.Tap($"block[{i}].residual", b.BatchNorm($"body.{i}.body.4", r));
            y = b.Tap($"block[{i}].output", b.Add($"body.{i}", r, y));
        }

        b.Block = null;
        var blocks = parameters.Blocks;
        y = b.BatchNorm($"body.{blocks + 1}", b.Conv($"body.{blocks}", y, features, 3, Role.BodyEnd, bias: false));
        y = b.Tap("body", b.Add("body", y, head));

        var stages = ShuffleUpsampler.Stages(scale);
        for (var stage = 0; stage < stages.Length; stage++)
        {
            y = b.Conv($"tail.{3 * stage}", y, 4 * features, 3, Role.Upsampler, parameters.Bias);
            y = b.PRelu($"tail.{(3 * stage) + 2}", b.PixelShuffle(y, stages[stage]), perChannel);
        }

        y = b.Conv($"tail.{3 * stages.Length}", y, 3, 9, Role.Tail, parameters.Bias);
        return b.Build(y, SrResNetNaming.Schemes(blocks, stages.Length));
    }
}
