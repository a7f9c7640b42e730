using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Framework.Experiments;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class TrainingFileTests
{
    private const string Good = """
        name: edsr-tiny_x2
        title: A training
        network: edsr
        parameters: { blocks: 1, features: 4 }
        scale: 2
        images: [T91, { prefer: 'DIV2K[test-lr-x4]', as: hr }]
        validation: DIV2K[valid-crop256]
        crop: 32
        batch: 16
        steps: 1000
        learning_rate: 1e-3
        schedule: { milestones: [500, 750], factor: 0.5 }
        licence: MIT
        """;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments", "train");

    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file))];

    [Fact]
    public void Parse_GivesWhatIsWritten()
    {
        var recipe = Parse(Good);
        Assert.Equal(("edsr-tiny_x2", "edsr", 2, 32, 16, 1000L, 1L, 100, "MIT"), (recipe.Name, recipe.Network, recipe.Scale, recipe.Crop, recipe.Batch, recipe.Steps, recipe.Seed, recipe.LogEvery, recipe.Licence));
        Assert.Equal([("T91", Research.Framework.Data.ImageUse.Default), ("DIV2K[test-lr-x4]", Research.Framework.Data.ImageUse.Hr)], recipe.Images.Select(set => (set.Prefer, set.Use)));
        Assert.Equal([1e-3, 1e-3, 5e-4, 5e-4, 2.5e-4], new long[] { 0, 499, 500, 749, 750 }.Select(recipe.Schedule.At));
    }

    [Theory]
    [InlineData("batch: 16", "bach: 16", "x.yaml(9,1): there is no key 'bach' here. Did you mean 'batch'?")]
    [InlineData("steps: 1000", "steps: many", "x.yaml(10,8): expected a whole number, found \"many\"")]
    [InlineData("name: edsr-tiny_x2", "name: ../mine", "x.yaml(1,7): '../mine' becomes the name of a file")]
    [InlineData("network: edsr", "network: edsir", "x.yaml(3,10): There is no network 'edsir'. Did you mean 'edsr'?")]
    [InlineData("blocks: 1", "block: 1", "x.yaml(4,13): Parameters of network 'edsr' are not as expected: there is no key 'block' here. Did you mean 'blocks'")]
    [InlineData("scale: 2", "scale: 7", "x.yaml(4,13): Network 'edsr' has no scale x7")]
    [InlineData("images: [T91,", "images: [T19,", "x.yaml(6,10): There is no data set 'T19'. Did you mean 'T91'?")]
    [InlineData("as: hr", "as: sr", "x.yaml(6,50): expected one of")]
    [InlineData("validation: DIV2K[valid-crop256]", "validation: { set: DIV2K }", "x.yaml(7,15): there is no key 'set' here.")]
    [InlineData("crop: 32", "crop: 2", "x.yaml(8,7): expected 4 to 1024 LR pixels")]
    [InlineData("learning_rate: 1e-3", "learning_rate: 0", "x.yaml(11,16): expected a number above 0")]
    [InlineData("[500, 750]", "[750, 500]", "x.yaml(12,25): expected ascending steps between 0 and 1000")]
    [InlineData("factor: 0.5", "factor: 2", "x.yaml(12,45): expected a number between 0 and 1")]
    public void Parse_OfAMistake_SaysWhereAndWhat(string written, string mistaken, string expected)
    {
        Assert.Contains(written, Good, StringComparison.Ordinal);
        var problem = Assert.Throws<ResearchException>(() => Parse(Good.Replace(written, mistaken, StringComparison.Ordinal)));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAStart_GivesWhatIsWritten()
    {
        var start = Parse($"{Good}\nstart: {{ from: EDSR-8_x2, rename: {{ body.8: body.1 }}, identity: [body.0], except: [tail.0] }}").Start!;
        Assert.Equal(("EDSR-8_x2", "body.1.weight", "body.80.weight", "tail.1.weight"), (start.From, start.NameOf("body.8.weight"), start.NameOf("body.80.weight"), start.NameOf("tail.1.weight")));
        Assert.Equal(["body.0", "tail.0"], [.. start.Identity, .. start.Except]);
        Assert.Null(Parse(Good).Start);
    }

    [Theory]
    [InlineData("{ form: EDSR-8_x2 }", "x.yaml(14,10): there is no key 'form' here. Did you mean 'from'?")]
    [InlineData("{ from: EDSR-8_x2, identity: [body.7] }", "x.yaml(14,38): the network has nothing below 'body.7'")]
    [InlineData("{ from: EDSR-8_x2, rename: { body.8: 7 } }", "x.yaml(14,35): expected the new network's names, by the old one's")]
    public void Parse_OfAMistakenStart_SaysWhereAndWhat(string start, string expected) =>
        Assert.Contains(expected, Assert.Throws<ResearchException>(() => Parse($"{Good}\nstart: {start}")).Message, StringComparison.Ordinal);

    [Fact]
    public void AllMistakes_AreSaidAtOnce()
    {
        var problem = Assert.Throws<ResearchException>(() => Parse(Good.Replace("crop: 32", "crop: 2", StringComparison.Ordinal).Replace("network: edsr", "network: esdr", StringComparison.Ordinal)));
        Assert.Equal(2, problem.Message.Split('\n').Length);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void AShippedTraining_IsNamedAsItsFile_AndNamesTheSchema(string file)
    {
        var path = Path.Combine(Folder, file);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), TrainingFile.Load(path, TestCatalogs.Create()).Name);
        Assert.Equal("# yaml-language-server: $schema=schema.json", File.ReadLines(path).First());
    }

    [Fact]
    public void TheCommittedSchema_IsCurrent() => Assert.True(
        File.ReadAllText(Path.Combine(Folder, "schema.json")) == TrainingSchema.Create(), "experiments/train/schema.json is not that of the types: run 'research schema'");

    private static TrainingRecipe Parse(string yaml) => TrainingFile.Parse("x.yaml", yaml, TestCatalogs.Create());
}
