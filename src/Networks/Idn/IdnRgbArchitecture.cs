using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Weights;

namespace Research.Networks.Idn;

/// <summary>
/// IDN as CADyQ and CABM use it: RGB in 0..255, the last 16 channels go around, no activation after the compression, PyTorch's
/// bicubic base. Not another spelling of <see cref="IdnArchitecture"/>, but another network.
/// </summary>
public sealed class IdnRgbArchitecture : NetworkArchitecture<NoParameters>
{
    private const double Slope = 0.05;
    private const int Features = 64;
    private const int Kept = 16;

    public override string Id => "idn-rgb";

    public override string Description => "IDN on RGB as in CADyQ and CABM: information distillation blocks";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("IDN-RGB", scale, pixelRange: 255);
        var y = Conv(b, "fblock.module.0", b.Input, Features, Role.Head);
        y = b.Tap("head", Conv(b, "fblock.module.2", y, Features, Role.Head));
        for (var i = 0; i < 4; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", Block(b, y, i));
        }

        b.Block = null;
        b.Tap("body", y);
        y = b.Deconv("deconv", y, 3, kernel: 17, stride: scale, padding: 8, outputPadding: scale - 1, Role.Tail);
        y = b.Add("output", y, b.Upscale(b.Input, scale, UpscaleKind.BicubicTorch));
        return b.Build(y, new NamingScheme("CADyQ") { Present = ["fblock.module.0.weight", "dblocks.0.compression.weight"] });
    }

    private static Value Block(NetworkBuilder b, Value x, int i)
    {
        var key = $"dblocks.{i}";
        var z = Conv(b, $"{key}.enhancement_top.0", x, 48);
        z = Conv(b, $"{key}.enhancement_top.2", z, 32, groups: 4);
        z = Conv(b, $"{key}.enhancement_top.4", z, Features);

        var q = b.Slice($"{key}.passed", z, 0, Features - Kept);
        q = Conv(b, $"{key}.enhancement_bottom.0", q, Features);
        q = Conv(b, $"{key}.enhancement_bottom.2", q, 48, groups: 4);
        q = b.Tap($"block[{i}].residual", Conv(b, $"{key}.enhancement_bottom.4", q, Features + Kept));

        var skip = b.Concat($"{key}.skip", x, b.Slice($"{key}.kept", z, Features - Kept, Kept));
        return b.Conv($"{key}.compression", b.Add(key, q, skip), Features, 1, Role.LocalFusion);
    }

    private static Value Conv(NetworkBuilder b, string key, Value x, int channels, Role role = Role.Body, int groups = 1) =>
        b.LeakyRelu(b.Conv(key, x, channels, 3, role, groups: groups), Slope);
}
