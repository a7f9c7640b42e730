using Research.Framework.Weights;

namespace Research.Networks.Edsr;

/// <summary>How EDSR's publishers name its tensors. BasicSR's MSRResNet has the same shapes, but other names: it fits none of these.</summary>
internal static class EdsrNaming
{
    internal static NamingScheme[] Schemes(EdsrParameters parameters)
    {
        var bodyEnd = $"body.{parameters.Blocks}";
        return
        [
            new NamingScheme("EDSR-PyTorch")
            {
                Present = ["head.0.weight", "body.0.body.0.weight"],
                Absent = ["body.0.body.3.weight"],
            },
            new NamingScheme("AdaBM")
            {
                Present = ["head.0.weight", "body.0.conv1.weight"],
                Rules = [new("body.{i}.conv1", "body.{i}.body.0"), new("body.{i}.conv2", "body.{i}.body.2")],
                Ignore = ["*.lower_a", "*.upper_a", "*.upper_w", "*.measure_layer", "measure_l", "measure_u"],
            },
            new NamingScheme("PAMS or CADyQ, quantized")
            {
                Present = ["head.0.weight", "body.0.body.3.weight"],
                Rules = [new("body.{i}.body.3", "body.{i}.body.2")],
                Ignore = ["*.alpha", "*.max_val", "*.bitsel{n}.*", "*.net_small.*"],
            },
            new NamingScheme("BasicSR")
            {
                Present = ["conv_first.weight", "conv_after_body.weight"],
                Absent = ["upsample.0.upsample_conv.weight"],
                Rules = [.. Common(bodyEnd), new("upsample.{i}", "tail.0.{i}")],
            },
            new NamingScheme("mmagic")
            {
                Present = ["conv_first.weight", "conv_after_body.weight", "upsample.0.upsample_conv.weight"],
                Rules = [.. Common(bodyEnd), new("upsample.0.upsample_conv", "tail.0.0"), new("upsample.1.upsample_conv", "tail.0.2")],
            },
        ];
    }

    private static RenameRule[] Common(string bodyEnd) =>
    [
        new("conv_first", "head.0"),
        new("body.{i}.conv1", "body.{i}.body.0"),
        new("body.{i}.conv2", "body.{i}.body.2"),
        new("conv_after_body", bodyEnd),
        new("conv_last", "tail.1"),
    ];
}
