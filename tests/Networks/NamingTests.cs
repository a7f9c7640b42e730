using System.Text.RegularExpressions;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>Files as other publishers name them, made from a network's own tensors by the tables of the specification.</summary>
[Trait("tier", "unit")]
public sealed class NamingTests
{
    private const string Edsr = """{"blocks":2,"features":4}""";
    private const string Srresnet = """{"blocks":2}""";
    private const string Rdn = """{"blocks":2,"convs":2,"features":4}""";

    /// <summary>Network, scale, expected scheme, pairs (regular expression over the canonical name, the publisher's name), names that the publisher adds.</summary>
    public static TheoryData<string, string, int, string, string[], string[]> Variants => new()
    {
        { "edsr", Edsr, 4, "EDSR-PyTorch", [], [] },
        { "edsr", Edsr, 4, "AdaBM", [@"(body\.\d+)\.body\.0", "$1.conv1", @"(body\.\d+)\.body\.2", "$1.conv2"], ["body.0.conv1.lower_a", "body.1.conv2.upper_w", "measure_l"] },
        { "edsr", Edsr, 4, "PAMS or CADyQ, quantized", [@"(body\.\d+)\.body\.2", "$1.body.3"], ["body.0.body.2.alpha", "body.0.quant_act1.max_val", "body.0.bitsel1.quant_bit1.alpha", "body.1.body.2.net_small.0.weight"] },
        { "edsr", Edsr, 4, "BasicSR", [@"^.*_mean.*$", "", @"^head\.0", "conv_first", @"(body\.\d+)\.body\.0", "$1.conv1", @"(body\.\d+)\.body\.2", "$1.conv2", @"^body\.2\.", "conv_after_body.", @"^tail\.0", "upsample", @"^tail\.1", "conv_last"], [] },
        { "edsr", Edsr, 4, "mmagic", [@"^.*_mean.*$", "", @"^head\.0", "conv_first", @"(body\.\d+)\.body\.0", "$1.conv1", @"(body\.\d+)\.body\.2", "$1.conv2", @"^body\.2\.", "conv_after_body.", @"^tail\.0\.0", "upsample.0.upsample_conv", @"^tail\.0\.2", "upsample.1.upsample_conv", @"^tail\.1", "conv_last"], [] },
        { "edsr", """{"blocks":2,"features":4,"mean_shift":false}""", 2, "EDSR-PyTorch", [], ["sub_mean.weight", "add_mean.bias"] },
        { "srresnet", Srresnet, 4, "canonical", [], ["body.0.body.1.num_batches_tracked"] },
        { "srresnet", Srresnet, 4, "CADyQ or AdaBM", [.. AdaBmBody, @"^tail\.([0235])\.", "tail.0.$1.", @"^tail\.6", "tail.1"], ["sub_mean.bias", "add_mean.weight"] },
        { "srresnet", Srresnet, 2, "CADyQ or AdaBM", [.. AdaBmBody, @"^tail\.([02])\.", "tail.0.$1.", @"^tail\.3", "tail.1"], [] },
        { "srresnet", """{"blocks":2,"prelu":"shared"}""", 4, "CADyQ or AdaBM", [.. AdaBmBody, @"^tail\.([0235])\.", "tail.0.$1.", @"^tail\.6", "tail.1"], ["body.0.act.weight", "body.1.act.weight"] },
        { "srresnet", """{"blocks":2,"features":8,"prelu":"shared","body_bias":true}""", 4, "CADyQ or AdaBM", [.. AdaBmBody, @"^tail\.([0235])\.", "tail.0.$1.", @"^tail\.6", "tail.1"], ["body.0.act.weight", "body.0.classify1.net_small.0.weight", "body.1.quant_act1.alpha", "body.1.classify2.quant_bit1.max_val"] },
        { "srresnet", Srresnet, 4, "DFSQ or DDTB", [@"^head\.0", "conv_input", @"^head\.1", "relu", @"^body\.(\d+)\.body\.0", "residual.$1.conv1", @"^body\.(\d+)\.body\.1", "residual.$1.in1", @"^body\.(\d+)\.body\.2", "residual.$1.relu", @"^body\.(\d+)\.body\.3", "residual.$1.conv2", @"^body\.(\d+)\.body\.4", "residual.$1.in2", @"^body\.2", "conv_mid", @"^body\.3", "bn_mid", @"^tail\.6", "conv_output", @"^tail", "upscale"], [] },
        { "rdn", Rdn, 4, "EDSR-PyTorch", [], [] },
        { "rdn", Rdn, 4, "yjn870, torchSR or mmagic", [.. LowerCaseRdn, @"^UPNet\.4", "output", "^UPNet", "upscale"], [] },
        { "rdn", Rdn, 3, "yjn870, torchSR or mmagic", [.. LowerCaseRdn, @"^UPNet\.2", "output", "^UPNet", "upscale"], [] },
        { "carn", "{}", 4, "multi-scale", [], ["upsample.up2.body.0.weight", "upsample.up3.body.0.bias"] },
        { "carn", "{}", 4, "single-scale", [@"up4", "up"], [] },
        { "carn", """{"features":8}""", 4, "PAMS or CADyQ, quantized", [@"(b\d\.b\d)\.body\.2", "$1.body.4", @"(b\d\.b\d)\.body\.0", "$1.body.1", "up4", "up"], ["b1.b1.body.0.net_small.0.weight", "b3.b3.body.3.quant_bit1.alpha"] },
        { "carn-m", "{}", 3, "multi-scale", [], ["upsample.up4.body.3.weight"] },
        { "carn-m", "{}", 3, "single-scale", [@"up3", "up"], [] },
        { "imdn", "{}", 2, "canonical", ["^", "module."], [] },
        { "idn", "{}", 2, "Caffe", [], [] },
        { "idn-rgb", "{}", 4, "CADyQ", [], [] },
        { "idn-rgb", """{"features":16,"d":4,"blocks":2}""", 2, "PAMS or CADyQ, quantized", [.. QuantizedIdn], ["fblock.quant_actf1.alpha", "fblock.module.0.max_val", "dblocks.0.enhancement_top.3.net_small.0.bias"] },
        { "msrresnet", """{"blocks":2}""", 4, "BasicSR", [], [] },
        { "msrresnet", """{"blocks":2}""", 4, "ESRGAN or KAIR", [@"^body", "recon_trunk", "conv_hr", "HRconv"], [] },
        { "msrresnet", """{"blocks":2,"activate_shuffles":false}""", 4, "mmagic", [@"^body", "trunk_net", @"^upconv(\d)", "upsample$1.upsample_conv"], [] },
        { "ecbsr", """{"layers":2}""", 2, "xindongzhang, plain", [@"\.0\.(weight|bias)", ".conv3x3.$1", @"\.1\.weight", ".act.weight"], [] },
        { "sesr", """{"layers":2,"form":"aimet"}""", 2, "AIMET, collapsed", [@"^(conv_first|residual_layers\.\d|conv_last)\.(weight|bias)", "$1.conv_expand.$2"], [] },
    };

    private static string[] QuantizedIdn =>
    [
        @"^fblock\.module\.0", "fblock.module.1", @"^fblock\.module\.2", "fblock.module.4",
        @"(enhancement_\w+)\.0", "$1.1", @"(enhancement_\w+)\.2", "$1.4", @"(enhancement_\w+)\.4", "$1.7",
    ];

    private static string[] AdaBmBody =>
        [@"(body\.\d+)\.body\.0", "$1.conv1", @"(body\.\d+)\.body\.1", "$1.bn1", @"(body\.\d+)\.body\.2", "$1.act", @"(body\.\d+)\.body\.3", "$1.conv2", @"(body\.\d+)\.body\.4", "$1.bn2"];

    private static string[] LowerCaseRdn =>
        ["^SFENet", "sfe", @"^RDBs\.(\d)\.convs\.(\d)\.conv\.0", "rdbs.$1.layers.$2.conv", @"^RDBs\.(\d)\.LFF", "rdbs.$1.lff", "^GFF", "gff"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void A_publishers_file_fills_the_network(string id, string parameters, int scale, string scheme, string[] renames, string[] added)
    {
        using var scope = torch.NewDisposeScope();
        var original = RandomWeights.Fill(new KnownNetwork(id, parameters, scale).Build());
        var names = original.Graph.Tensors.Select(tensor => (tensor.Name, Published: Rename(tensor.Name, renames))).Where(name => name.Published.Length > 0).ToList();
        Assert.True(renames.Length == 0 || names.Exists(name => name.Name != name.Published));
        using var file = TestStateDict.Of([.. names.Select(name => (name.Published, original[name.Name])), .. added.Select(name => (name, torch.zeros(1)))]);

        var copy = new SrNetwork(original.Graph);
        using var loaded = copy.Load(file);
        Assert.Equal(scheme, loaded.Scheme);
        Assert.All(original.Graph.Tensors, tensor => Assert.True(copy[tensor.Name].eq(original[tensor.Name]).all().item<bool>(), tensor.Name));
    }

    [Theory]
    [InlineData("msrresnet", """{"blocks":16}""", "edsr", """{"blocks":16,"features":64}""")] // Same number of tensors, same shapes.
    [InlineData("edsr", """{"blocks":16,"features":64}""", "msrresnet", """{"blocks":16}""")]
    [InlineData("carn", "{}", "carn-m", "{}")]
    [InlineData("carn-m", "{}", "carn", "{}")]
    [InlineData("idn", "{}", "idn-rgb", "{}")]
    [InlineData("abpn", "{}", "ecbsr", "{}")]
    public void Weights_of_another_network_are_refused(string fileOf, string fileParameters, string id, string parameters)
    {
        using var scope = torch.NewDisposeScope();
        var source = new SrNetwork(new KnownNetwork(fileOf, fileParameters, 4).Build());
        using var file = TestStateDict.Of([.. source.Graph.Tensors.Where(tensor => tensor.Kind != TensorKind.MeanShift).Select(tensor => (tensor.Name, source[tensor.Name]))]);
        var error = Assert.Throws<ResearchException>(() => new SrNetwork(new KnownNetwork(id, parameters, 4).Build()).Load(file));
        Assert.Contains("fit none of the known schemes", error.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The InstanceNorm network of twtygqyy has DFSQ's names for other layers.</summary>
    [Fact]
    public void SRResNet_with_instance_norm_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        using var file = TestStateDict.Of([("conv_input.weight", torch.zeros(64, 3, 9, 9)), ("residual.0.conv1.weight", torch.zeros(64, 64, 3, 3)), ("residual.0.in1.weight", torch.zeros(64))]);
        Assert.Throws<ResearchException>(() => new SrNetwork(new KnownNetwork("srresnet", "{}", 4).Build()).Load(file));
    }

    private static string Rename(string name, string[] renames)
    {
        for (var at = 0; at < renames.Length; at += 2)
        {
            var renamed = Regex.Replace(name, renames[at], renames[at + 1], RegexOptions.None, TimeSpan.FromSeconds(1));
            if (renamed != name)
            {
                return renamed;
            }
        }

        return name;
    }
}
