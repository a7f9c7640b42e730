using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods;
using Research.Methods.Omse;
using Research.Methods.Percentile;
using Research.Networks.Edsr;

namespace Research.Tests.Methods;

[Trait("tier", "recipe")]
public sealed class StaticPtqTests
{
    [Theory]
    [InlineData("minmax")]
    [InlineData("percentile")]
    [InlineData("omse")]
    public void OtherConvolutionsAt8Bits_AreQuantizedButNotCounted(string id)
    {
        var method = BuiltInMethods.Create().Find(id);
        var options = (StaticPtqOptions)Activator.CreateInstance(method.Info.OptionsType, 3, 4)!;
        using var network = method.Place(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2)), options with { Others = 8 });

        var sites = network.Network.Graph.Sites;
        Assert.Equal(sites.Length, network.Edges.Sum(edge => edge.Readers.Length));
        Assert.Equal(network.Edges.Select(edge => edge.Readers[0]).Order(), network.Edges.Select(edge => edge.Readers[0]));
        Assert.All(sites, site => Assert.Equal(site.Role == Role.Body ? 3 : 8, network.WeightQuantizers[site.Weight].Bits));
        Assert.Equal(new NominalBits(3, 4), NominalBits.Of(network));
        Assert.Equal(4, new BitAllocation([.. network.Edges.Select(edge => new EdgeBits(edge, edge.Candidates[0]))]).FeatureAverageBits);
    }

    [Fact]
    public void OtherBitsForTheOthers_AreRefused()
    {
        using var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        var error = Assert.Throws<ResearchException>(() => new OmseMethod().Place(network, new OmseOptions { Others = 16 }));
        Assert.Contains("others must be 32 or 8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void APercentileOutsideItsRange_IsRefused(double p)
    {
        using var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        Assert.Throws<ResearchException>(() => new PercentileMethod().Place(network, new PercentileOptions { P = p }));
    }
}
