using Research.Framework.Weights;

namespace Research.Networks.SrResNet;

/// <summary>How SRResNet's publishers name its tensors. The network of twtygqyy has DFSQ's names but instance normalisation: it fits none of these.</summary>
internal static class SrResNetNaming
{
    internal static NamingScheme[] Schemes(int blocks, int stages)
    {
        var tail = $"tail.{3 * stages}";
        return
        [
            new NamingScheme("canonical") { Present = ["head.0.weight", "head.1.weight", "body.0.body.0.weight", "body.0.body.1.running_mean"] },
            new NamingScheme("CADyQ or AdaBM")
            {
                Present = ["head.0.weight", "head.1.weight", "body.0.conv1.weight", "body.0.bn1.running_mean"],
                Rules =
                [
                    new("body.{i}.conv1", "body.{i}.body.0"),
                    new("body.{i}.bn1", "body.{i}.body.1"),
                    new("body.{i}.act", "body.{i}.body.2"),
                    new("body.{i}.conv2", "body.{i}.body.3"),
                    new("body.{i}.bn2", "body.{i}.body.4"),
                    new("tail.0.{i}", "tail.{i}"),
                    new("tail.1", tail),
                ],
                Ignore = ["sub_mean.*", "add_mean.*", "*.lower_a", "*.upper_a", "*.upper_w", "*.measure_layer", "measure_l", "measure_u", "*.alpha", "*.max_val", "*.net_small.*"],
            },
            new NamingScheme("DFSQ or DDTB")
            {
                Present = ["conv_input.weight", "relu.weight", "residual.0.in1.running_mean"],
                Rules =
                [
                    new("conv_input", "head.0"),
                    new("relu", "head.1"),
                    new("residual.{i}.conv1", "body.{i}.body.0"),
                    new("residual.{i}.in1", "body.{i}.body.1"),
                    new("residual.{i}.relu", "body.{i}.body.2"),
                    new("residual.{i}.conv2", "body.{i}.body.3"),
                    new("residual.{i}.in2", "body.{i}.body.4"),
                    new("conv_mid", $"body.{blocks}"),
                    new("bn_mid", $"body.{blocks + 1}"),
                    new("upscale.{i}", "tail.{i}"),
                    new("conv_output", tail),
                ],
            },
        ];
    }
}
