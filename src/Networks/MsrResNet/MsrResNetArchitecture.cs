using Research.Framework.Graph;
using Research.Framework.Graph.Operations;

namespace Research.Networks.MsrResNet;

/// <summary>
/// BasicSR's MSRResNet: residual blocks without batch normalisation, without body-end convolution, on a bilinear base. At x4 it
/// has the tensor shapes of EDSR-baseline, but is another network.
/// </summary>
public sealed class MsrResNetArchitecture : NetworkArchitecture<MsrResNetParameters>
{
    private const double Slope = 0.1;
    private const int Features = 64;

    public override string Id => "msrresnet";

    public override string Description => "MSRResNet of BasicSR: modified SRResNet on a bilinear base; blocks, activate_shuffles";

    public override NetworkGraph Build(MsrResNetParameters parameters, int scale)
    {
        var b = new NetworkBuilder($"MSRResNet-{parameters.Blocks}", scale, pixelRange: 1);
        var y = b.Tap("head", b.LeakyRelu(b.Conv("conv_first", b.Input, Features, 3, Role.Head), Slope));
        for (var i = 0; i < parameters.Blocks; i++)
        {
            b.Block = i;
            var r = b.Conv($"body.{i}.conv1", y, Features, 3, Role.Body);
            r = b.Tap($"block[{i}].residual", b.Conv($"body.{i}.conv2", b.Relu(r), Features, 3, Role.Body));
            y = b.Tap($"block[{i}].output", b.Add($"body.{i}", r, y));
        }

        b.Block = null;
        b.Tap("body", y);
        foreach (var (stage, factor) in ShuffleUpsampler.Stages(scale).Index())
        {
            y = b.PixelShuffle(b.Conv($"upconv{stage + 1}", y, factor * factor * Features, 3, Role.Upsampler), factor);
            y = parameters.ActivateShuffles ? b.LeakyRelu(y, Slope) : y;
        }

        y = b.LeakyRelu(b.Conv("conv_hr", y, Features, 3, Role.Tail), Slope);
        y = b.Conv("conv_last", y, 3, 3, Role.Tail);
        y = b.Add("output", y, b.Upscale(b.Input, scale, UpscaleKind.Bilinear));
        return b.Build(y, MsrResNetNaming.Schemes(parameters));
    }
}
