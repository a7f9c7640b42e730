using Research.Framework.Graph;

namespace Research.Networks.Sesr;

/// <summary>SESR (Bhardwaj et al., MLSys 2022) in its collapsed form; checkpoints of the training form are collapsed when loaded (<see cref="LinearBlock"/>).</summary>
public sealed class SesrArchitecture : NetworkArchitecture<SesrParameters>
{
    public override string Id => "sesr";

    public override string Description => "SESR, Bhardwaj et al. 2022: collapsed linear blocks; layers, features, form original|aimet, activation prelu|relu";

    protected override IReadOnlyList<int> Scales => [2, 4];

    public override NetworkGraph Build(SesrParameters parameters, int scale)
    {
        var (layers, features) = (parameters.Layers, parameters.Features);
        var original = parameters.Form == SesrForm.Original;
        var colours = original ? 1 : 3;
        var b = new NetworkBuilder($"SESR-M{layers}F{features}", scale, pixelRange: 1, colours);

        var head = b.Conv("conv_first", original ? b.Offset(b.Input, -0.5) : b.Input, features, 5, Role.Head);
        head = b.Tap("head", original ? head : Activate(b, "conv_first", head, parameters));
        var y = head;
        for (var i = 0; i < layers; i++)
        {
            b.Block = i;
            y = Activate(b, $"residual_layers.{i}", b.Conv($"residual_layers.{i}", y, features, 3, Role.Body), parameters);
            b.Tap($"block[{i}].output", y);
        }

        b.Block = null;
        y = b.Tap("body", b.Add("body", y, head));
        y = b.Conv("conv_last", y, colours * scale * scale, 5, Role.Tail);
        y = b.Add("anchored", y, b.RepeatChannels(b.Input, scale * scale));
        foreach (var factor in original ? ShuffleUpsampler.Stages(scale) : [scale])
        {
            y = b.PixelShuffle(y, factor);
        }

        return b.Build(original ? b.Clip(y, 0, 1) : y, SesrNaming.Schemes);
    }

    private static Value Activate(NetworkBuilder b, string key, Value x, SesrParameters parameters) =>
        parameters.Activation == SesrActivation.Relu ? b.Relu(x) : b.PRelu($"{key}.activation", x, perChannel: true);
}
