using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Weights;

namespace Research.Networks.Idn;

/// <summary>IDN (Hui et al., CVPR 2018) as its authors published it: luma only, names of the Caffe model.</summary>
public sealed class IdnArchitecture : NetworkArchitecture<NoParameters>
{
    private const double Slope = 0.05;
    private const int Features = 64;
    private const int Kept = 16;

    public override string Id => "idn";

    public override string Description => "IDN, Hui et al. 2018, the authors' form on luma: information distillation blocks";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("IDN", scale, pixelRange: 1, imageChannels: 1);
        var y = Conv(b, "conv1", b.Input, Features, Role.Head);
        y = b.Tap("head", Conv(b, "conv2", y, Features, Role.Head));
        for (var i = 0; i < 4; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", Block(b, y, i));
        }

        b.Block = null;
        b.Tap("body", y);

        // The kernel's centre falls on the last HR pixel of each LR pixel's r x r; the first r - 1 rows and columns are the bicubic base alone.
        y = b.Deconv("upsample", y, 1, kernel: 17, stride: scale, padding: 8, outputPadding: 0, Role.Tail);
        y = b.Add("output", b.PadFront(y, scale - 1), b.Upscale(b.Input, scale, UpscaleKind.BicubicMatlab));
        return b.Build(y, new NamingScheme("Caffe") { Present = ["conv3_1.weight", "down1.weight"] });
    }

    /// <summary>Enhancement in two halves; the first 16 channels of the upper half go around the lower one. Then compression.</summary>
    private static Value Block(NetworkBuilder b, Value x, int i)
    {
        var key = $"conv{i + 3}";
        var z = Conv(b, $"{key}_1", x, 48);
        z = Conv(b, $"{key}_2", z, 32, groups: 4);
        z = Conv(b, $"{key}_3", z, Features);

        var q = b.Slice($"{key}.passed", z, Kept, Features - Kept);
        q = Conv(b, $"{key}_4", q, Features);
        q = Conv(b, $"{key}_5", q, 48, groups: 4);
        q = b.Tap($"block[{i}].residual", Conv(b, $"{key}_6", q, Features + Kept));

        var skip = b.Concat($"{key}.skip", x, b.Slice($"{key}.kept", z, 0, Kept));
        return b.LeakyRelu(b.Conv($"down{i + 1}", b.Add(key, q, skip), Features, 1, Role.LocalFusion), Slope);
    }

    private static Value Conv(NetworkBuilder b, string key, Value x, int channels, Role role = Role.Body, int groups = 1) =>
        b.LeakyRelu(b.Conv(key, x, channels, 3, role, groups: groups), Slope);
}
