using Research.Framework.Downloads;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Tests.Framework.Weights;

[Trait("tier", "unit")]
public sealed class WeightsCatalogTests : IDisposable
{
    private const string Yaml = """
        weights:
          - id: EDSR-baseline_x2
            network: edsr
            parameters: { blocks: 16, res_scale: 0.1 }
            scales: [2, 3]
            file: edsr.pt
            sha256: 1bc95232
            licence: MIT
            pixel_range: 255
            io: Y
            anchor: { 2: 37.99 }
            literature: { what: the paper, same_weights: true, psnr: { 2: 37.99 } }
            sources:
              - { address: https://example.org/edsr.pt, kind: direct, format: torch, file: edsr.pt, bytes: 12 }
              - { address: https://example.org/folder, kind: browser, format: torch, file: other.pth, remark: the first file }
              - { address: https://example.org/edsr.params, kind: direct, format: mxnet, file: edsr.params }
        """;

    private readonly Temporary _files = new();

    private ResearchPaths Paths => ResearchPaths.Resolve(weightsRoot: _files.Folder);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void An_entry_is_read_whole()
    {
        var entry = WeightsCatalog.Parse("c.yaml", Yaml).Find("EDSR-baseline_x2");
        Assert.Equal("edsr", entry.Network);
        Assert.Equal("""{"blocks":16,"res_scale":0.1}""", entry.Parameters.ToJsonString());
        Assert.Equal([2, 3], entry.Scales);
        Assert.Equal(WeightsIo.Y, entry.Io);
        Assert.Equal(37.99, entry.Anchor![2]);
        Assert.True(entry.Literature!.SameWeights);
        Assert.Equal([SourceKind.Direct, SourceKind.Browser, SourceKind.Direct], entry.Sources.Select(source => source.Kind));
        Assert.Equal([true, true, false], entry.Sources.Select(source => source.IsLoadable));
        Assert.Equal(12, entry.Sources[0].Bytes);
    }

    [Theory]
    [InlineData("network: edsr", "netwrk: edsr", "c.yaml(3,5): there is no key 'netwrk' here. Did you mean 'network'?")]
    [InlineData("scales: [2, 3]", "scales: 2", "c.yaml(5,13): expected a list, found 2")]
    [InlineData("scales: [2, 3]", "scales: [3, 3]", "c.yaml(5,13): expected one or several different scales")]
    [InlineData("scales: [2, 3]", "scales: [3]", "c.yaml(11,18): 'EDSR-baseline_x2' has no scale 2")]
    [InlineData("io: Y", "io: BGR", "c.yaml(10,9): expected one of RGB, Y, found \"BGR\"")]
    [InlineData("pixel_range: 255", "pixel_range: 128", "c.yaml(9,18): expected 1 or 255")]
    [InlineData("sha256: 1bc95232", "sha256: 1bc9", "c.yaml(7,13): expected 8 to 64 hexadecimal digits")]
    [InlineData("file: other.pth", "file: ../other.pth", "c.yaml(15,84): expected a file name without folders")]
    [InlineData("    licence: MIT\n", "", "c.yaml(2,5): the key 'licence' is missing")]
    [InlineData("kind: browser", "kind: email", "c.yaml(15,54): expected one of direct, drive, browser, found \"email\"")]
    public void What_is_wrong_is_told_with_its_position(string from, string to, string message)
    {
        var yaml = Yaml.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Yaml, yaml);
        Assert.StartsWith(message, Assert.Throws<ResearchException>(() => WeightsCatalog.Parse("c.yaml", yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_taken_once()
    {
        var yaml = Yaml + "\n" + string.Join('\n', Yaml.Split('\n').Skip(1));
        Assert.Equal("c.yaml(17,9): the id 'EDSR-baseline_x2' is taken already", Assert.Throws<ResearchException>(() => WeightsCatalog.Parse("c.yaml", yaml)).Message);
    }

    [Fact]
    public void An_unknown_id_gives_the_nearest()
    {
        var error = Assert.Throws<ResearchException>(() => WeightsCatalog.Parse("c.yaml", Yaml).Find("EDSR-baseline-x2"));
        Assert.Contains("Did you mean 'EDSR-baseline_x2'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_found_by_its_name_or_in_another_packing()
    {
        var entry = WeightsCatalog.Parse("c.yaml", Yaml).Find("EDSR-baseline_x2");
        Assert.Null(entry.Find(Paths));

        _files.File("edsr.params", []);
        var error = Assert.Throws<ResearchException>(() => entry.Locate(Paths));
        Assert.Contains(_files.Path("edsr.pt"), error.Message, StringComparison.Ordinal);
        Assert.Contains("make weights", error.Message, StringComparison.Ordinal);
        Assert.Contains("other.pth from https://example.org/folder (the first file)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("edsr.params", error.Message, StringComparison.Ordinal);

        _files.File("other.pth", []);
        Assert.Equal(new WeightsLocation(_files.Path("other.pth"), null), entry.Locate(Paths));

        _files.File("edsr.pt", [1, 2, 3]);
        Assert.Equal(new WeightsLocation(_files.Path("edsr.pt"), "1bc95232"), entry.Locate(Paths));
        Assert.Contains("expected 1bc95232...", Assert.Throws<ResearchException>(() => entry.Locate(Paths).Read()).Message, StringComparison.Ordinal);
    }
}
