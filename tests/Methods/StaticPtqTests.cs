using System.Text.Json;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Yaml;
using Research.Methods;
using Research.Methods.MinMax;
using Research.Methods.Omse;
using Research.Methods.Percentile;
using Research.Networks.Edsr;
using TorchSharp;

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

    /// <summary>As in the keys of cells that were finished before an option came: one that stands at its default is not written.</summary>
    [Theory]
    [InlineData("minmax[w=4,a=4]", """{"w":4,"a":4,"roles":["body"],"others":32,"per_channel":true,"crop":96}""")]
    [InlineData("omse[w=4,a=4]", """{"w":4,"a":4,"roles":["body"],"others":32,"per_channel":true,"crop":96}""")]
    [InlineData("percentile[w=6,a=6]", """{"p":99.9,"w":6,"a":6,"roles":["body"],"others":32,"per_channel":true,"crop":96}""")]
    [InlineData("minmax[quantizer=interval,ema=0.9]", """{"w":8,"a":8,"roles":["body"],"others":32,"per_channel":true,"quantizer":"interval","crop":96,"ema":0.9}""")]
    public void OptionsAtTheirDefault_AreNoNewPartOfAKey(string identity, string json)
    {
        var choice = MethodIdentity.Parse(identity).Choose(BuiltInMethods.Create());
        Assert.Equal(json, JsonSerializer.Serialize(choice.Options, choice.Method.Info.OptionsType, YamlFile.Binding));
        Assert.Equal(identity, choice.Identity.ToString());
    }

    [Theory]
    [InlineData("minmax[ema=1]", "ema must be 0 (off) or a decay below 1")]
    [InlineData("minmax[ema=-0.1]", "ema must be 0 (off) or a decay below 1")]
    [InlineData("omse[quantizer=midrise]", "quantizer")]
    public void OptionsThatCannotBe_AreNamed(string identity, string message) => Assert.Contains(
        message,
        Assert.Throws<ResearchException>(() => MethodIdentity.Parse(identity).Choose(BuiltInMethods.Create())).Message,
        StringComparison.Ordinal);

    /// <summary>States of two grids have the same shapes: what is saved says which.</summary>
    [Fact]
    public void ASavedNetwork_IsNotTakenForOneOfAnotherGrid()
    {
        var folder = Directory.CreateTempSubdirectory("research-grid-").FullName;
        using var network = Placed(UniformGrid.Interval);
        using var other = Placed(UniformGrid.Affine);
        network.Save(folder);
        Assert.Contains("other quantizers", Assert.Throws<ResearchException>(() => other.LoadState(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);

        static QuantizedNetwork Placed(UniformGrid grid)
        {
            var placed = new MinMaxMethod().Place(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2)), new MinMaxOptions(4, 4) { Quantizer = grid });
            using var x = torch.ones(1, 8, 1, 1);
            foreach (var quantizer in placed.Quantizers.Values.Cast<AffineQuantizer>())
            {
                quantizer.Observe(x);
                quantizer.Fit(4);
            }

            return placed;
        }
    }
}
