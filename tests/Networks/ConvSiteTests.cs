using Research.Framework.Graph;

namespace Research.Tests.Networks;

/// <summary>Names, order, roles and inputs of sites against the tables of the networks' specification.</summary>
[Trait("tier", "unit")]
public sealed class ConvSiteTests
{
    /// <summary>One line a site: name, role (Head, Body, bodyEnd, Local fusion, Global fusion, Attention, Upsampler, Tail), block, and + where its input is post-ReLU.</summary>
    public static TheoryData<string, string, int, string[]> Tables => new()
    {
        {
            "edsr", """{"blocks":2,"features":64}""", 4,
            ["head.0 H", "body.0.body.0 B0", "body.0.body.2 B0+", "body.1.body.0 B1", "body.1.body.2 B1+", "body.2 E", "tail.0.0 U", "tail.0.2 U", "tail.1 T"]
        },
        {
            "resnet9", "{}", 4,
            [
                "entry H", "blocks.0.body.0 B0", "blocks.0.body.2 B0+", .. Enumerable.Range(1, 8).SelectMany(i => new[] { $"blocks.{i}.body.0 B{i}+", $"blocks.{i}.body.2 B{i}+" }),
                "upsamplex4.body.0 U", "upsamplex4.body.3 U+", "exit T+",
            ]
        },
        {
            "carn", "{}", 4,
            [
                "entry H",
                "b1.b1.body.0 B0", "b1.b1.body.2 B0+", "b1.c1.body.0 L", "b1.b2.body.0 B1+", "b1.b2.body.2 B1+", "b1.c2.body.0 L", "b1.b3.body.0 B2+", "b1.b3.body.2 B2+", "b1.c3.body.0 L", "c1.body.0 G",
                "b2.b1.body.0 B3+", "b2.b1.body.2 B3+", "b2.c1.body.0 L+", "b2.b2.body.0 B4+", "b2.b2.body.2 B4+", "b2.c2.body.0 L+", "b2.b3.body.0 B5+", "b2.b3.body.2 B5+", "b2.c3.body.0 L+", "c2.body.0 G",
                "b3.b1.body.0 B6+", "b3.b1.body.2 B6+", "b3.c1.body.0 L+", "b3.b2.body.0 B7+", "b3.b2.body.2 B7+", "b3.c2.body.0 L+", "b3.b3.body.0 B8+", "b3.b3.body.2 B8+", "b3.c3.body.0 L+", "c3.body.0 G",
                "upsample.up4.body.0 U+", "upsample.up4.body.3 U+", "exit T+",
            ]
        },
        {
            "srresnet", """{"blocks":2}""", 2,
            ["head.0 H", "body.0.body.0 B0", "body.0.body.3 B0", "body.1.body.0 B1", "body.1.body.3 B1", "body.2 E", "tail.0 U", "tail.3 T"]
        },
        {
            "rdn", """{"blocks":1,"convs":2}""", 2,
            ["SFENet1 H", "SFENet2 H", "RDBs.0.convs.0.conv.0 B0", "RDBs.0.convs.1.conv.0 B0", "RDBs.0.LFF L0", "GFF.0 G", "GFF.1 G", "UPNet.0 U", "UPNet.2 T"]
        },
        {
            "abpn", """{"layers":2}""", 3,
            ["backbone.0 H", "backbone.2.0 B0+", "backbone.3.0 B1+", "backbone.4 U+", "backbone.6 T+"]
        },
        {
            "xlsr", "{}", 3,
            [
                "conv0_0.conv H", "conv0_1.conv H", "conv0_2.conv H", "conv0_3.conv H", "conv2 B+",
                "Gblocks.0.conv0 B0", "Gblocks.0.conv1 B0+", "Gblocks.1.conv0 B1", "Gblocks.1.conv1 B1+", "Gblocks.2.conv0 B2", "Gblocks.2.conv1 B2+",
                "conv1 H", "conv3.conv E", "conv4 T+",
            ]
        },
        {
            "ecbsr", """{"layers":2}""", 3,
            ["backbone.0.0 H", "backbone.1.0 B0", "backbone.2.0 B1", "backbone.3.0 T"]
        },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Sites_are_those_of_the_table(string id, string parameters, int scale, string[] expected) =>
        Assert.Equal(expected, new KnownNetwork(id, parameters, scale).Build().Sites.Select(Describe));

    [Fact]
    public void Imdn_reads_activations_of_a_relu_only_within_the_attention()
    {
        var graph = new KnownNetwork("imdn", "{}", 2).Build();
        string[] block = ["c1 B1", "c2 B1", "c3 B1", "c4 B1", "cca.conv_du.0 A1", "cca.conv_du.2 A1+", "c5 B1"];
        Assert.Equal(block.Select(line => $"IMDB2.{line}"), graph.Sites.Where(site => site.Block == 1).Select(Describe));
        Assert.All(graph.Sites, site => Assert.Equal(site.Name.EndsWith("conv_du.2", StringComparison.Ordinal), site.PostRelu));
    }

    [Fact]
    public void CarnM_applies_the_weights_of_each_block_three_times()
    {
        var sites = new KnownNetwork("carn-m", "{}", 2).Build().Sites;
        var units = sites.Where(site => site.Role == Role.Body).ToList();
        Assert.Equal(27, units.Count);
        Assert.All(units.GroupBy(site => site.Weight), weight => Assert.Equal(3, weight.Count()));
        Assert.Equal(
            ["b1.b1@1.body.0", "b1.b1@1.body.2", "b1.b1@1.body.4", "b1.b1@2.body.0", "b1.b1@2.body.2", "b1.b1@2.body.4", "b1.b1@3.body.0", "b1.b1@3.body.2", "b1.b1@3.body.4"],
            units.Take(9).Select(site => site.Name));
        Assert.Equal("b1.b1@1.body.0", Assert.Single(units, site => !site.PostRelu).Name);
    }

    [Theory]
    [InlineData("idn")]
    [InlineData("idn-rgb")]
    [InlineData("fsrcnn")]
    [InlineData("espcn")]
    public void Networks_without_relu_have_no_such_site(string id) =>
        Assert.DoesNotContain(new KnownNetwork(id, "{}", 2).Build().Sites, site => site.PostRelu);

    private static string Describe(ConvSite site)
    {
        var role = site.Role switch
        {
            Role.BodyEnd => 'E',
            var other => other.ToString()[0],
        };
        return $"{site.Name} {role}{site.Block}{(site.PostRelu ? "+" : string.Empty)}";
    }
}
