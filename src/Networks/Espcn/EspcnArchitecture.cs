using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.Espcn;

/// <summary>ESPCN (Shi et al., CVPR 2016) on RGB as in the ETDS repository, with a sigmoid at the end.</summary>
public sealed class EspcnArchitecture : NetworkArchitecture<NoParameters>
{
    public override string Id => "espcn";

    public override string Description => "ESPCN, Shi et al. 2016, on RGB: three convolutions and the first pixel shuffle";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("ESPCN", scale, pixelRange: 1);
        var y = b.Tap("head", b.Tanh(b.Conv("conv1", b.Input, 64, 5, Role.Head)));
        y = b.Tap("body", b.Tanh(b.Conv("conv2", y, 32, 3, Role.Body)));
        y = b.Sigmoid(b.Conv("conv3", y, 3 * scale * scale, 3, Role.Tail));
        return b.Build(b.PixelShuffle(y, scale), new NamingScheme("ETDS") { Present = ["conv1.weight", "conv2.weight", "conv3.weight"] });
    }
}
