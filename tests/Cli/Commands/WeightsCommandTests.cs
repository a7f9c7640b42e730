using System.Security.Cryptography;
using Research.Cli;
using Research.Cli.Commands;
using Research.Framework.Downloads;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Tests.Framework.Downloads;

namespace Research.Tests.Cli.Commands;

[Trait("tier", "unit")]
public sealed class WeightsCommandTests : IDisposable
{
    /// <summary>A safetensors file with no tensors.</summary>
    private static readonly byte[] Empty = [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'];

    private static readonly string Catalog = $$"""
        weights:
          - id: Direct_x2
            network: edsr
            parameters: { blocks: 1, features: 4 }
            scales: [2]
            file: Direct_x2.safetensors
            sha256: '{{new string('a', 64)}}'
            licence: MIT
            pixel_range: 255
            sources:
              - { address: 'https://official.test/original.params', kind: direct, format: mxnet, file: original.params }
              - { address: 'https://official.test/direct.pth', kind: direct, format: torch, file: direct.pth, sha256: '{{Convert.ToHexStringLower(SHA256.HashData(Empty))[..8]}}' }
              - { address: 'https://mirror.test/direct.pth', kind: direct, format: torch, file: direct.pth }
          - id: Converted_x2
            network: edsr
            parameters: { blocks: 1, features: 4 }
            scales: [2]
            file: Converted_x2.safetensors
            licence: none stated
            pixel_range: 255
            sources:
              - { address: 'https://official.test/converted.caffemodel', kind: direct, format: caffe, file: converted.caffemodel }
          - id: ByHand_x2
            network: edsr
            parameters: { blocks: 1, features: 4 }
            scales: [2]
            file: ByHand_x2.pt
            licence: none stated
            pixel_range: 255
            sources:
              - { address: 'https://folder.test/', kind: browser, format: torch, file: ByHand_x2.pt, remark: 'fetch EDSR x2 and save it as ByHand_x2.pt.' }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeNetwork _network = new();

    [Fact]
    public async Task A_loadable_original_is_fetched_checked_and_pinned()
    {
        _network.Serve("https://mirror.test/direct.pth", Empty);

        var first = await Run("weights", "download", "Direct_x2");
        var second = await Run("weights", "download", "Direct_x2");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal([".research-checksums.json", "direct.pth"], _folder.Files());
        Assert.Equal(["https://official.test/direct.pth", "https://mirror.test/direct.pth"], _network.Requests.Select(request => request.Address));
        Assert.Contains("SHA-256", first.Output, StringComparison.Ordinal);
        Assert.Contains("Direct_x2: there", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_hash_is_named_and_kept()
    {
        _folder.Write("Direct_x2.safetensors", Empty);

        var run = await Run("weights", "download", "Direct_x2");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"expected SHA-256 {new string('a', 64)}", run.Output, StringComparison.Ordinal);
        Assert.Equal(["Direct_x2.safetensors"], _folder.Files());
        Assert.Empty(_network.Requests);
    }

    [Fact]
    public async Task Offline_it_says_for_all_what_to_fetch_and_where_to_put_it()
    {
        var run = await Run("weights", "download");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Direct_x2: missing. Fetch one of these files into {_folder.Root}:", run.Output, StringComparison.Ordinal);
        Assert.Contains("    direct.pth from https://official.test/direct.pth  (terms: MIT)", run.Output, StringComparison.Ordinal);
        Assert.Contains($"save it as {_folder["Converted_x2.safetensors"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains("ByHand_x2.pt from https://folder.test/  (terms: none stated; fetch EDSR x2 and save it as ByHand_x2.pt)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not to be had now: Direct_x2, Converted_x2, ByHand_x2.", run.Output, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_file_fetched_by_hand_is_pinned_and_later_changes_are_found()
    {
        _folder.Write("ByHand_x2.pt", Empty);
        Assert.Equal(0, (await Run("weights", "download", "ByHand_x2")).ExitCode);
        Assert.NotNull(ChecksumManifest.Load(_folder.Root).Find("ByHand_x2.pt"));

        _folder.Write("ByHand_x2.pt", [.. Empty, 1]);
        Assert.Equal(1, (await Run("weights", "download", "ByHand_x2")).ExitCode);
    }

    [Fact]
    public async Task List_says_what_is_there_and_how_to_get_the_rest()
    {
        _folder.Write("direct.pth", Empty);

        var run = await Run("weights", "list");

        Assert.Equal(
            $"""
            Weights root: {_folder.Root}
            Direct_x2     there    direct.pth
            Converted_x2  missing  convert it yourself: Converted_x2.safetensors from https://official.test/converted.caffemodel
            ByHand_x2     missing  by hand: ByHand_x2.pt from https://folder.test/

            """,
            run.Output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Verify_tells_what_does_not_fit_its_network()
    {
        _folder.Write("direct.pth", Empty);

        var run = await Run("weights", "verify");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("direct.pth", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Converted_x2", run.Output, StringComparison.Ordinal);
        Assert.Contains("not at hand", (await Run("weights", "verify", "ByHand_x2")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_is_bad_input() =>
        Assert.Contains("Did you mean 'Direct_x2'", (await Assert.ThrowsAsync<ResearchException>(() => Run("weights", "download", "direct_x2"))).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(Command, [.. arguments, "--weights-root", _folder.Root]);

    private System.CommandLine.Command Command(CliContext context) =>
        WeightsCommand.Create(context with { Weights = WeightsCatalog.Parse("catalog.yaml", Catalog) }, _network);
}
