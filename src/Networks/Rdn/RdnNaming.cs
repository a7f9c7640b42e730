using Research.Framework.Weights;

namespace Research.Networks.Rdn;

/// <summary>How RDN's publishers name its tensors.</summary>
internal static class RdnNaming
{
    internal static NamingScheme[] Schemes(int scale) =>
    [
        new NamingScheme("EDSR-PyTorch") { Present = ["SFENet1.weight", "RDBs.0.convs.0.conv.0.weight"] },
        new NamingScheme("yjn870, torchSR or mmagic")
        {
            Present = ["sfe1.weight", "rdbs.0.layers.0.conv.weight"],
            Rules =
            [
                new("sfe1", "SFENet1"),
                new("sfe2", "SFENet2"),
                new("rdbs.{d}.layers.{c}.conv", "RDBs.{d}.convs.{c}.conv.0"),
                new("rdbs.{d}.lff", "RDBs.{d}.LFF"),
                new("gff.{i}", "GFF.{i}"),
                new("upscale.{i}", "UPNet.{i}"),
                new("output", $"UPNet.{LastConvolution(scale)}"),
            ],
        },
    ];

    /// <summary>Its place after the stages of the up-sampler, each a convolution and a shuffle.</summary>
    internal static int LastConvolution(int scale) => 2 * ShuffleUpsampler.Stages(scale).Length;
}
