using System.Text.Json.Nodes;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Weights;

[Trait("tier", "unit")]
public sealed class OwnWeightsTests : IDisposable
{
    private readonly Temporary _files = new();

    private ResearchPaths Paths => ResearchPaths.Resolve(weightsRoot: _files.Path("elsewhere"));

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_that_was_saved_with_its_metadata_needs_no_catalog()
    {
        var entry = new WeightsEntry("mine", "edsr", JsonNode.Parse("""{"blocks":4}""")!.AsObject(), [2, 4], "mine.safetensors", [], "MIT", 255);
        var path = Save("mine.safetensors", WeightsMetadata.Of(entry));

        var read = Catalog("00000000").Identify(path);
        Assert.Equal(("mine", "edsr", "MIT", 255.0, WeightsIo.Rgb), (read.Id, read.Network, read.Licence, read.PixelRange, read.Io));
        Assert.Equal("""{"blocks":4}""", read.Parameters.ToJsonString());
        Assert.Equal([2, 4], read.Scales);
        using var file = read.Locate(Paths).Read();
        Assert.Equal(["w"], file.Tensors.Keys);
    }

    [Fact]
    public void A_file_of_the_catalog_is_known_by_its_hash_under_any_name()
    {
        var path = Save("renamed.bin", []);
        using var file = WeightsFile.Read(path);

        var entry = Catalog(file.Sha256).Identify(path);
        Assert.Equal("known_x2", entry.Id);
        Assert.Equal(new WeightsLocation(path, file.Sha256), entry.Locate(Paths));
    }

    [Fact]
    public void A_file_that_says_nothing_of_itself_is_refused_with_advice()
    {
        var path = Save("unknown.safetensors", []);
        Assert.Contains("has no 'architecture'", Refused(path), StringComparison.Ordinal);

        var entry = new WeightsEntry("mine", "edsr", [], [2], null, [], "MIT", 255);
        Assert.Contains("metadata cannot be read: '9' is not a scale", Refused(Save("b", new(WeightsMetadata.Of(entry)) { ["scale"] = "9" })), StringComparison.Ordinal);
        Assert.Contains("metadata cannot be read", Refused(Save("c", new(WeightsMetadata.Of(entry)) { ["parameters"] = "[1" })), StringComparison.Ordinal);
    }

    private string Save(string name, Dictionary<string, string> metadata)
    {
        using var tensor = torch.ones(1);
        Safetensors.Write(_files.Path(name), [new("w", tensor)], metadata);
        return _files.Path(name);
    }

    private static string Refused(string path) => Assert.Throws<ResearchException>(() => Catalog("00000000").Identify(path)).Message;

    private static WeightsCatalog Catalog(string hash) => WeightsCatalog.Parse("c.yaml", $$"""
        weights:
          - { id: known_x2, network: edsr, parameters: {}, scales: [2], file: known.pt, licence: MIT, pixel_range: 1, sha256: '{{hash}}', sources: [] }
        """);
}
