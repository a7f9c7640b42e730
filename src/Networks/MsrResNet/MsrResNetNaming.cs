using Research.Framework.Weights;

namespace Research.Networks.MsrResNet;

/// <summary>The publishers' names; they also tell whether the shuffles are activated.</summary>
internal static class MsrResNetNaming
{
    internal static NamingScheme[] Schemes(MsrResNetParameters parameters) => parameters.ActivateShuffles
        ?
        [
            new NamingScheme("BasicSR") { Present = ["conv_first.weight", "body.0.conv1.weight", "conv_hr.weight"] },
            new NamingScheme("ESRGAN or KAIR")
            {
                Present = ["conv_first.weight", "recon_trunk.0.conv1.weight", "HRconv.weight"],
                Rules = [new("recon_trunk.{i}", "body.{i}"), new("HRconv", "conv_hr")],
            },
        ]
        :
        [
            new NamingScheme("mmagic")
            {
                Present = ["conv_first.weight", "trunk_net.0.conv1.weight", "conv_hr.weight"],
                Rules =
                [
                    new("trunk_net.{i}", "body.{i}"),
                    new("upsample1.upsample_conv", "upconv1"),
                    new("upsample2.upsample_conv", "upconv2"),
                ],
            },
        ];
}
