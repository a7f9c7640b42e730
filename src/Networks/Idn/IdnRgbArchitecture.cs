using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Runtime;

namespace Research.Networks.Idn;

/// <summary>
/// IDN as CADyQ and CABM use it: RGB in 0..255, the last d channels go around, no activation after the compression, PyTorch's
/// bicubic base. Not another spelling of <see cref="IdnArchitecture"/>, but another network.
/// </summary>
public sealed class IdnRgbArchitecture : NetworkArchitecture<IdnRgbParameters>
{
    private const double Slope = 0.05;
    private const int Groups = 4;

    public override string Id => "idn-rgb";

    public override string Description => "IDN on RGB as in CADyQ and CABM: information distillation blocks; features, d, blocks";

    public override NetworkGraph Build(IdnRgbParameters parameters, int scale)
    {
        var (features, d) = (parameters.Features, parameters.D);
        if (d < 1 || 2 * d >= features || features % Groups != 0 || d % Groups != 0)
        {
            throw new ResearchException($"Network '{Id}' needs features and d that {Groups} divides, d less than half of features; given features {features}, d {d}.");
        }

        var b = new NetworkBuilder("IDN-RGB", scale, pixelRange: 255);
        var y = Conv(b, "fblock.module.0", b.Input, features, Role.Head);
        y = b.Tap("head", Conv(b, "fblock.module.2", y, features, Role.Head));
        for (var i = 0; i < parameters.Blocks; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", Block(b, y, i, d));
        }

        b.Block = null;
        b.Tap("body", y);
        y = b.Deconv("deconv", y, 3, kernel: 17, stride: scale, padding: 8, outputPadding: scale - 1, Role.Tail);
        y = b.Add("output", y, b.Upscale(b.Input, scale, UpscaleKind.BicubicTorch));
        return b.Build(y, IdnRgbNaming.Schemes);
    }

    /// <summary>Enhancement in two halves; the last d channels of the upper half go around the lower one. Then compression.</summary>
    private static Value Block(NetworkBuilder b, Value x, int i, int d)
    {
        var features = x.Channels;
        var key = $"dblocks.{i}";
        var z = Conv(b, $"{key}.enhancement_top.0", x, features - d);
        z = Conv(b, $"{key}.enhancement_top.2", z, features - (2 * d), groups: Groups);
        z = Conv(b, $"{key}.enhancement_top.4", z, features);

        var q = b.Slice($"{key}.passed", z, 0, features - d);
        q = Conv(b, $"{key}.enhancement_bottom.0", q, features);
        q = Conv(b, $"{key}.enhancement_bottom.2", q, features - d, groups: Groups);
        q = b.Tap($"block[{i}].residual", Conv(b, $"{key}.enhancement_bottom.4", q, features + d));

        var skip = b.Concat($"{key}.skip", x, b.Slice($"{key}.kept", z, features - d, d));
        return b.Conv($"{key}.compression", b.Add(key, q, skip), features, 1, Role.LocalFusion);
    }

    private static Value Conv(NetworkBuilder b, string key, Value x, int channels, Role role = Role.Body, int groups = 1) =>
        b.LeakyRelu(b.Conv(key, x, channels, 3, role, groups: groups), Slope);
}
