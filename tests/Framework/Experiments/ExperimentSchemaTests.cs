using System.Text.Json.Nodes;
using Research.Framework.Experiments;

namespace Research.Tests.Framework.Experiments;

[Trait("tier", "unit")]
public sealed class ExperimentSchemaTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments");

    [Fact]
    public void TheCommittedSchema_IsCurrent() => Assert.True(
        File.ReadAllText(Path.Combine(Folder, "schema.json")) == ExperimentSchema.Create(), "experiments/schema.json is not that of the types: run 'research schema'");

    [Fact]
    public void EveryExperiment_NamesIt() => Assert.All(Files(), file =>
    {
        var schema = Path.GetRelativePath(Path.GetDirectoryName(file)!, Path.Combine(Folder, "schema.json"));
        Assert.Equal($"# yaml-language-server: $schema={schema}", File.ReadLines(file).First());
    });

    /// <summary>Trainings are files of another form.</summary>
    internal static IEnumerable<string> Files() =>
        Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Where(file => Path.GetDirectoryName(file) != Path.Combine(Folder, "train"));

    [Fact]
    public void Schema_HasTheKeysAndTheirTypes()
    {
        var schema = JsonNode.Parse(ExperimentSchema.Create())!;
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(["comparison", "anchors"], schema["properties"]!["table"]!["enum"]!.AsArray().Select(node => node!.GetValue<string>()).Take(2));
        Assert.Equal("all", schema["properties"]!["networks"]!["anyOf"]![0]!["const"]!.GetValue<string>());
        Assert.Equal(["quick", "cpu", "paper"], schema["properties"]!["profiles"]!["properties"]!.AsObject().Select(profile => profile.Key));
        Assert.Equal("#/properties/datasets", schema["properties"]!["profiles"]!["properties"]!["cpu"]!["properties"]!["datasets"]!["$ref"]!.GetValue<string>());
    }
}
