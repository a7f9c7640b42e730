using System.Text.RegularExpressions;
using Research.Datasets.Sources;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets.Sources;

[Trait("tier", "unit")]
public sealed partial class DataSourcesTests
{
    private static readonly DataSources Sources = DataSources.Load();

    [Fact]
    public void Counts_are_those_of_the_published_sets()
    {
        var counts = Sources.Folders.Where(folder => folder.Scale is null).ToDictionary(folder => folder.Id, folder => folder.Images);

        Assert.Equal(
            new Dictionary<string, int>
            {
                ["Set5"] = 5, ["Set14"] = 14, ["B100"] = 100, ["Urban100"] = 100, ["Manga109"] = 109, ["T91"] = 91,
                ["Test2K"] = 100, ["Test4K"] = 100, ["Test8K"] = 100, ["Flickr2K"] = 2650,
                ["DIV2K-train-HR"] = 800, ["DIV2K-valid-HR"] = 100, ["DIV2K-valid-crop256"] = 100,
            },
            counts);
    }

    [Fact]
    public void Packages_are_well_formed()
    {
        foreach (var file in Sources.Packages.SelectMany(package => package.Files))
        {
            Assert.All(file.Item.Sources, source => Assert.StartsWith("http", source.Uri.Scheme, StringComparison.Ordinal));
            Assert.Equal(file.Item.Sources.Count, file.Item.InOrder().Count);
            Assert.DoesNotContain("{", file.Path, StringComparison.Ordinal);
            Assert.Matches(Sha256(), file.Item.Checksums.Sha256 ?? new string('0', 64));
            Assert.Matches(Md5(), file.Item.Checksums.Md5 ?? new string('0', 32));
        }

        Assert.Equal(Sources.Packages.Count, Sources.Packages.Select(package => package.Id).Distinct().Count());
        Assert.All(Sources.Packages, package => Assert.True(package.Terms.Length > 0 && package.About.Length > 0, package.Id));
    }

    [Fact]
    public void Lists_of_files_fill_their_folders()
    {
        foreach (var folder in Sources.Folders)
        {
            foreach (var package in folder.Obtain.Where(package => package.IsDirect && package.Unpack.Count == 0))
            {
                Assert.Equal(folder.Images, package.Files.Count(file => Path.GetDirectoryName(file.Path) == folder.Path));
            }
        }

        var first = Sources.FindPackage("urban100-selfexsr")!.Files[0];
        Assert.Equal("benchmark/Urban100/HR/img_001.png", first.Path);
        Assert.EndsWith("/image_SRF_4/img_001_SRF_4_HR.png", first.Item.Sources[0].Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("benchmark", "benchmark/B100/LR_bicubic/X4/3096x4.png", "benchmark/B100/LR_bicubic/X4/3096x4.png")]
    [InlineData("benchmark", "benchmark/Set5/HR/baby.png", "benchmark/Set5/HR/baby.png")]
    [InlineData("benchmark", "benchmark/Set5/HR/._baby.png", null)]
    [InlineData("benchmark", "benchmark/Set5/readme.txt", null)]
    [InlineData("set5-hf", "Set5_HR/baby.png", "benchmark/Set5/HR/baby.png")]
    [InlineData("b100-hf", "BSD100_HR/101085.png", "benchmark/B100/HR/101085.png")]
    [InlineData("div2k-train-hr", "DIV2K_train_HR/0001.png", "DIV2K/DIV2K_train_HR/0001.png")]
    [InlineData("div2k-train-lr-x2", "DIV2K_train_LR_bicubic/X2/0001x2.png", "DIV2K/DIV2K_train_LR_bicubic/X2/0001x2.png")]
    [InlineData("div2k-valid-lr-x4", "DIV2K_valid_LR_bicubic/X4/0801x4.png", "DIV2K/DIV2K_valid_LR_bicubic/X4/0801x4.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_HR/0800.png", "DIV2K/DIV2K_train_HR/0800.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_HR/0801.png", "DIV2K/DIV2K_valid_HR/0801.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_HR/0900.png", "DIV2K/DIV2K_valid_HR/0900.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_LR_bicubic/X3/0001x3.png", "DIV2K/DIV2K_train_LR_bicubic/X3/0001x3.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_LR_bicubic/X3/0810x3.png", "DIV2K/DIV2K_valid_LR_bicubic/X3/0810x3.png")]
    [InlineData("div2k-tar", "DIV2K/DIV2K_train_LR_unknown/X3/0810x3.png", null)]
    [InlineData("flickr2k-tar", "Flickr2K/Flickr2K_LR_bicubic/X2/000001x2.png", "Flickr2K/Flickr2K_LR_bicubic/X2/000001x2.png")]
    public void Archives_go_where_the_data_sets_look(string package, string entry, string? expected) =>
        Assert.Equal(expected, Sources.FindPackage(package)!.Unpack.Select(rule => rule.Map(entry)).FirstOrDefault(path => path is not null));

    [Theory]
    [InlineData("set5", "Set5")]
    [InlineData("div2k-train-hr", "DIV2K-train-HR")]
    [InlineData("DIV2K[valid]", "DIV2K-valid-HR DIV2K-valid-LR-x2 DIV2K-valid-LR-x3 DIV2K-valid-LR-x4")]
    [InlineData("DIV2K", "DIV2K-train-LR-x4 DIV2K-valid-HR DIV2K-valid-LR-x4")]
    public void Names_mean_folders(string name, string expected) =>
        Assert.Equal(expected, string.Join(' ', Sources.FindOrThrow(name).Select(folder => folder.Id)));

    [Fact]
    public void An_unknown_name_gets_the_nearest()
    {
        Assert.Empty(Sources.Find("benchmark"));
        Assert.Contains("'Urban100'", Assert.Throws<ResearchException>(() => Sources.FindOrThrow("Urban10")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_a_person_can_fetch_is_known() =>
        Assert.Equal(
            ["Manga109", "Test2K", "Test4K", "Test8K"],
            Sources.Folders.Where(folder => !folder.Obtain.Any(package => package.IsDirect)).Select(folder => folder.Id));

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Md5();
}
