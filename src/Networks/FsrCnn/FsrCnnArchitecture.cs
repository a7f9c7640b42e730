using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.FsrCnn;

/// <summary>FSRCNN (Dong et al., ECCV 2016) on RGB as in the ETDS repository: d 56, s 12, m 4.</summary>
public sealed class FsrCnnArchitecture : NetworkArchitecture<NoParameters>
{
    private const int Features = 56;
    private const int Shrunk = 12;

    public override string Id => "fsrcnn";

    public override string Description => "FSRCNN, Dong et al. 2016, on RGB: shrinking, mapping, expanding, transposed convolution";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("FSRCNN", scale, pixelRange: 1);
        var y = b.PRelu("first_part.1", b.Conv("first_part.0", b.Input, Features, 5, Role.Head), perChannel: true);
        y = b.Tap("head", Layer(b, y, 0, Shrunk, kernel: 1));
        for (var i = 0; i < 4; i++)
        {
            b.Block = i;
            y = b.Tap($"block[{i}].output", Layer(b, y, 2 * (i + 1), Shrunk, kernel: 3));
        }

        b.Block = null;
        y = b.Tap("body", Layer(b, y, 10, Features, kernel: 1));
        y = b.Deconv("last_part", y, 3, kernel: 9, stride: scale, padding: 4, outputPadding: scale - 1, Role.Tail);
        return b.Build(y, new NamingScheme("ETDS") { Present = ["first_part.0.weight", "mid_part.0.weight", "last_part.weight"] });
    }

    private static Value Layer(NetworkBuilder b, Value x, int index, int channels, int kernel) =>
        b.PRelu($"mid_part.{index + 1}", b.Conv($"mid_part.{index}", x, channels, kernel, Role.Body), perChannel: true);
}
