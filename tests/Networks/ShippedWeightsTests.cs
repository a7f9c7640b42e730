using Research.Datasets;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Framework.Weights;
using Research.Networks;
using Research.Tests.Framework.Experiments;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>The small weights of our own, which come with the program.</summary>
[Trait("tier", "unit")]
public sealed class ShippedWeightsTests
{
    private const int MostParameters = 30_000;

    public static TheoryData<string> Ids => new(Shipped.Select(entry => entry.Id));

    private static IEnumerable<WeightsEntry> Shipped => BuiltInWeights.Create().Entries.Where(entry => entry.Shipped);

    private static ResearchPaths Nowhere => new("/nowhere", "/nowhere", "/nowhere", "/nowhere");

    [Fact]
    public void There_is_one_of_every_scale() => Assert.Equal([2, 3, 4], Shipped.SelectMany(entry => entry.Scales).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void They_load_without_any_root_and_are_small(string id)
    {
        using var scope = torch.NewDisposeScope();
        var loaded = Load(id, Nowhere);
        Assert.InRange(loaded.Network.Graph.ParameterCount, 1, MostParameters);
        Assert.Equal("MIT", loaded.Entry.Licence);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Their_recipe_is_that_of_the_network_in_the_catalog(string id)
    {
        var entry = BuiltInWeights.Create().Find(id);
        var recipe = TrainingFile.Load(Path.Combine(AppContext.BaseDirectory, "experiments", "train", $"{id}.yaml"), TestCatalogs.Create());
        Assert.Equal((entry.Network, entry.Parameters.ToJsonString(), entry.Scales.Single()), (recipe.Network, recipe.Parameters.ToJsonString(), recipe.Scale));
        using var file = entry.Locate(Nowhere).Read();
        Assert.Equal(string.Join(", ", recipe.Images.Select(set => set.Prefer)), file.Metadata["trained_on"]);
    }

    /// <summary>Over the field's figures for bicubic SR on Set5: 33.67, 30.40 and 28.43 dB.</summary>
    [Theory]
    [Trait("tier", "real")]
    [InlineData("edsr-tiny_x2", 33.67 + 1.5)]
    [InlineData("abpn-tiny_x3", 30.40 + 1.2)]
    [InlineData("edsr-tiny_x4", 28.43 + 1.0)]
    public void They_are_far_better_than_bicubic(string id, double least)
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        using var loaded = Load(id, SharedFiles.Paths);
        using var network = QuantizedNetwork.FullPrecision(loaded.Network);
        var result = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(network, BuiltInDatasets.Create().Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken);
        Assert.InRange(result.Mean("psnr:y"), least, 40);
        Assert.Equal(loaded.Entry.Anchor![loaded.Scale], result.Mean("psnr:y"), 0.005);
    }

    private static LoadedNetwork Load(string id, ResearchPaths paths)
    {
        var entry = BuiltInWeights.Create().Find(id);
        return new NetworkLoader(BuiltInNetworks.Create(), paths).Load(entry, entry.Scales[0]);
    }
}
