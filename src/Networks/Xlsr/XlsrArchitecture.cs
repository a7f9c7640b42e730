using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.Xlsr;

/// <summary>XLSR (Ayazoglu, CVPRW 2021): group convolutions for INT8, and a clip in place of the last activation.</summary>
public sealed class XlsrArchitecture : NetworkArchitecture<NoParameters>
{
    private const int Features = 32;

    public override string Id => "xlsr";

    public override string Description => "XLSR, Ayazoglu 2021: extremely lightweight, group convolutions, clipped output";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("XLSR", scale, pixelRange: 1);
        var first = new Value[4];
        for (var q = 0; q < first.Length; q++)
        {
            first[q] = b.Relu(b.Conv($"conv0_{q}.conv", b.Input, Features / 4, 3, Role.Head));
        }

        var y = b.Tap("head", b.Conv("conv2", b.Concat("conv0", first), Features, 1, Role.Body));
        for (var i = 0; i < 3; i++)
        {
            b.Block = i;
            y = b.Relu(b.Conv($"Gblocks.{i}.conv0", y, Features, 3, Role.Body, groups: 4));
            y = b.Tap($"block[{i}].output", b.Conv($"Gblocks.{i}.conv1", y, Features, 1, Role.Body));
        }

        b.Block = null;
        var side = b.Conv("conv1", b.Input, 16, 3, Role.Head);
        y = b.Tap("body", b.Relu(b.Conv("conv3.conv", b.Concat("conv3.concat", y, side), Features, 1, Role.BodyEnd)));
        y = b.Clip(b.Conv("conv4", y, 3 * scale * scale, 3, Role.Tail), 0, 1);
        return b.Build(b.PixelShuffle(y, scale), new NamingScheme("canonical") { Present = ["conv0_0.conv.weight", "Gblocks.0.conv0.weight"] });
    }
}
