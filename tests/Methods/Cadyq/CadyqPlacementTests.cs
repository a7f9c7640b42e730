using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using Research.Networks.Carn;
using Research.Networks.Edsr;
using Research.Networks.Idn;
using Research.Networks.ResNet9;
using Research.Networks.SrResNet;

namespace Research.Tests.Methods.Cadyq;

/// <summary>Where selectors sit, and how many parameters they have, against the specification's tables.</summary>
[Trait("tier", "unit")]
public sealed class CadyqPlacementTests
{
    /// <summary>Network, edges counted in FAB, edges at 8 bits, parameters of the selectors; ResNet9, which is not in the tables, has CARN's sizes.</summary>
    public static TheoryData<string, int, int, long> Networks => new()
    {
        { "EDSR", 32, 16, 6432 },
        { "SRResNet", 32, 0, 6432 },
        { "CARN", 18, 0, 3618 },
        { "IDN", 24, 2, 3864 },
        { "ResNet9", 18, 0, 3618 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void SelectorsSitAtTheBlocksConvolutions(string name, int counted, int fixedBits, long parameters)
    {
        using var network = Place(name, new CadyqOptions());
        Assert.Equal((counted, fixedBits), (network.Edges.Count(edge => edge.Counted), network.Edges.Count(edge => !edge.Counted)));
        Assert.All(network.Edges, edge => Assert.Equal(edge.Counted ? [4, 6, 8] : [8], edge.Candidates));
        Assert.Equal(network.Edges.Where(edge => edge.Counted).Select(edge => edge.Name), ((SelectorBits)network.Policy).Selectors.Keys);
        Assert.Equal(parameters, network.Policy.State.Values.Sum(tensor => tensor.numel()));
        Assert.All(network.WeightQuantizers.Values, quantizer => Assert.Equal(8, quantizer.Bits));
    }

    /// <summary>The released SRResNet quantizes the skip alone, which the corrected one shares with the convolution.</summary>
    [Theory]
    [InlineData(Conv1Input.Released, 0)]
    [InlineData(Conv1Input.Corrected, 16)]
    public void OfSrResNet_TheFirstConvolutionReadsWhatIsAskedFor(Conv1Input conv1, int reading)
    {
        using var network = Place("SRResNet", new CadyqOptions { Conv1 = conv1 });
        var first = network.Network.Graph.Sites.Where(site => site.Role == Role.Body && site.Name.EndsWith("body.0", StringComparison.Ordinal)).Select(site => site.Node).ToHashSet();
        Assert.Equal(16, first.Count);
        Assert.Equal(reading, network.Edges.Count(edge => edge.Readers.Any(first.Contains)));
        Assert.Equal(32, network.WeightQuantizers.Count);
    }

    [Fact]
    public void WithoutBlocks_ItSaysSo()
    {
        var b = new NetworkBuilder("plain", 1, 255);
        using var network = new SrNetwork(b.Build(b.Conv("only", b.Input, 3, 3, Role.Tail)));
        Assert.Throws<ResearchException>(() => new CadyqMethod().Place(network, new CadyqOptions()));
    }

    private static QuantizedNetwork Place(string name, CadyqOptions options) => new CadyqMethod().Place(new SrNetwork(Build(name)), options);

    private static NetworkGraph Build(string name) => name switch
    {
        "EDSR" => new EdsrArchitecture().Build(new EdsrParameters(16, 64), 4),
        "SRResNet" => new SrResNetArchitecture().Build(new SrResNetParameters(), 4),
        "CARN" => new CarnArchitecture().Build(new CarnParameters(), 4),
        "IDN" => new IdnRgbArchitecture().Build(new IdnRgbParameters(), 4),
        _ => new ResNet9Architecture().Build(new NoParameters(), 4),
    };
}
