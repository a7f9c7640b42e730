using System.Globalization;
using Research.Framework.Graph;

namespace Research.Tests.Networks;

/// <summary>Parameters, sites and multiply-accumulates against the files' headers, the papers' formulas and published tables.</summary>
[Trait("tier", "unit")]
public sealed class NetworkCountTests
{
    private const string Srresnet = """{"prelu":"single"}""";

    public static TheoryData<string, int> Files => [.. WeightsFiles.All.Select(entry => (entry.File, entry.Network.Scale))];

    public static TheoryData<string, int, long, long, long> Papers =>
    [
        .. GoldenTable.Rows("network_parameters_macs.csv").Select(row => (row[0], Int(row[1]), Long(row[2]), Long(row[3]), Long(row[4]))),
    ];

    public static TheoryData<string, int> Groups =>
    [
        .. GoldenTable.Rows("network_macs_by_group.csv").Select(row => (row[0], Int(row[1]))).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Networks_with_weights(string file, int scale)
    {
        var known = WeightsFiles.Find(file, scale);
        var graph = known.Network.Build();
        Assert.Equal(known.Parameters, graph.ParameterCount);
        Assert.Equal(known.Sites, graph.Sites.Count(site => site.Role != Role.Attention));
        Assert.Equal(known.Macs, graph.MacsPerLrPixel);
        Assert.Equal(graph.Sites.Length, graph.Sites.Select(site => site.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Networks_of_the_papers(string network, int scale, long parameters, long macs, long bodyMacs)
    {
        var graph = Named(network, scale).Build();
        Assert.Equal(parameters, graph.ParameterCount);
        Assert.Equal(macs, graph.MacsPerLrPixel);
        Assert.Equal(bodyMacs, graph.Sites.Where(site => site.Role == Role.Body).Sum(site => site.MacsPerLrPixel));
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Multiply_accumulates_by_group(string network, int scale)
    {
        var expected = GoldenTable.Rows("network_macs_by_group.csv")
            .Where(row => row[0] == network && Int(row[1]) == scale)
            .GroupBy(row => RoleOf(row[2]))
            .ToDictionary(group => group.Key, group => group.Sum(row => Long(row[3])));
        var actual = Named(network, scale).Build().Sites
            .GroupBy(site => site.Role)
            .ToDictionary(group => group.Key, group => group.Sum(site => site.MacsPerLrPixel));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("edsr", """{"blocks":16,"features":64}""", 3, 1_554_499, 1_565_568)]
    [InlineData("edsr", """{"blocks":32,"features":256,"res_scale":0.1}""", 2, 40_729_603, 40_732_416)]
    [InlineData("edsr", """{"blocks":32,"features":256,"res_scale":0.1}""", 3, 43_680_003, 43_716_096)]
    [InlineData("edsr", """{"blocks":32,"features":256,"res_scale":0.1}""", 4, 43_089_923, 50_252_544)]
    [InlineData("srresnet", Srresnet, 4, 1_546_771, 2_218_176)]
    [InlineData("rdn", "{}", 2, 22_123_395, 22_118_848)]
    [InlineData("rdn", "{}", 3, 22_308_035, 22_311_808)]
    [InlineData("rdn", "{}", 4, 22_271_107, 22_729_408)]
    [InlineData("msrresnet", "{}", 4, 1_517_571, (27 * 64) + (18 * 16 * 64 * 64) + (180 * 64 * 64) + (16 * 9 * 64 * 64) + (16 * 27 * 64))]
    [InlineData("xlsr", "{}", 2, 17_612, 13_840 + (864 * 4))]
    [InlineData("xlsr", "{}", 4, 28_016, 13_840 + (864 * 16))]
    public void Other_sizes(string id, string parameters, int scale, long count, long macs)
    {
        var graph = new KnownNetwork(id, parameters, scale).Build();
        Assert.Equal(count, graph.ParameterCount);
        Assert.Equal(macs, graph.MacsPerLrPixel);
    }

    /// <summary>The paper counts weights only.</summary>
    [Theory]
    [InlineData(5, 16, 2, 13_520)]
    [InlineData(5, 16, 4, 18_320)]
    [InlineData(11, 16, 2, 27_344)]
    [InlineData(11, 32, 2, 105_376)]
    public void Sesr(int layers, int features, int scale, long weights)
    {
        var graph = new KnownNetwork("sesr", $$"""{"layers":{{layers}},"features":{{features}}}""", scale).Build();
        Assert.Equal(weights, graph.Tensors.Where(tensor => tensor.Shape.Length == 4).Sum(tensor => tensor.Shape.Aggregate(1L, (a, b) => a * b)));
        Assert.Equal(weights, graph.MacsPerLrPixel);
    }

    private static KnownNetwork Named(string network, int scale) => network switch
    {
        "EDSR-baseline" => new("edsr", """{"blocks":16,"features":64}""", scale),
        "SRResNet" => new("srresnet", """{"prelu":"shared"}""", scale),
        "RDN-B" => new("rdn", "{}", scale),
        "CARN" => new("carn", "{}", scale),
        "IDN" => new("idn-rgb", "{}", scale),
        _ => throw new ArgumentException(network, nameof(network)),
    };

    private static Role RoleOf(string group) => group switch
    {
        "head" or "head9x9" or "sfe1" or "sfe2" => Role.Head,
        "body32" or "rdb_convs" => Role.Body,
        "body_last" => Role.BodyEnd,
        "lff" => Role.LocalFusion,
        "gff1x1" or "gff3x3" => Role.GlobalFusion,
        "up1" or "up2" => Role.Upsampler,
        "tail" or "tail9x9" => Role.Tail,
        _ => throw new ArgumentException(group, nameof(group)),
    };

    private static int Int(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static long Long(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
