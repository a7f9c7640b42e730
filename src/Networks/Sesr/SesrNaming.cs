using Research.Framework.Weights;

namespace Research.Networks.Sesr;

/// <summary>Names of AIMET's PyTorch edition; the authors published for Keras only.</summary>
internal static class SesrNaming
{
    internal static NamingScheme[] Schemes =>
    [
        new NamingScheme("canonical") { Present = ["conv_first.weight", "residual_layers.0.weight"] },
        new NamingScheme("AIMET, collapsed")
        {
            Present = ["conv_first.conv_expand.weight"],
            Absent = ["conv_first.conv_squeeze.weight"],
            Rules =
            [
                new("conv_first.conv_expand", "conv_first"),
                new("residual_layers.{i}.conv_expand", "residual_layers.{i}"),
                new("conv_last.conv_expand", "conv_last"),
            ],
        },
        new NamingScheme("AIMET, training form")
        {
            Present = ["conv_first.conv_expand.weight", "conv_first.conv_squeeze.weight"],
            Merge = LinearBlock.CollapseAll,
        },
    ];
}
