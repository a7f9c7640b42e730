using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.ResNet9;

/// <summary>A residual network of 9 blocks without body-end convolution and without batch normalisation: the plain baseline in CARN's repository.</summary>
public sealed class ResNet9Architecture : NetworkArchitecture<NoParameters>
{
    private const int Features = 64;

    public override string Id => "resnet9";

    public override string Description => "Plain residual network of 9 blocks, ReLU after each addition (CARN's baseline)";

    protected override IReadOnlyList<int> Scales => [4];

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("ResNet9", scale, pixelRange: 1);
        var x = b.SubtractMean("sub_mean.shifter", b.Input);
        var head = b.Tap("head", b.Conv("entry", x, Features, 3, Role.Head, bias: false));
        var y = head;
        for (var i = 0; i < 9; i++)
        {
            b.Block = i;
            var r = b.Conv($"blocks.{i}.body.0", y, Features, 3, Role.Body, bias: false);
            r = b.Tap($"block[{i}].residual", b.Conv($"blocks.{i}.body.2", b.Relu(r), Features, 3, Role.Body, bias: false));
            y = b.Tap($"block[{i}].output", b.Relu(b.Add($"blocks.{i}", r, y)));
        }

        b.Block = null;
        y = b.Tap("body", b.Add("body", y, head));
        y = ShuffleUpsampler.Apply(b, y, scale, stage => $"upsamplex4.body.{stage}", relu: true);
        y = b.AddMean("add_mean.shifter", b.Conv("exit", y, 3, 3, Role.Tail));
        return b.Build(y, new NamingScheme("canonical") { Present = ["entry.weight", "blocks.0.body.0.weight"] });
    }
}
