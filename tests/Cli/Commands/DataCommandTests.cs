using System.Text;
using Research.Cli.Commands;
using Research.Datasets.Imaging;
using Research.Datasets.Sources;
using Research.Framework.Data;
using Research.Framework.Downloads;
using Research.Framework.Runtime;
using Research.Tests.Framework.Downloads;

namespace Research.Tests.Cli.Commands;

[Trait("tier", "unit")]
public sealed class DataCommandTests : IDisposable
{
    private const string Packages = """
        - id: tiny-tar
          about: tiny set, HR and LR
          terms: none
          sources: [{address: 'https://official.test/tiny.tar.gz'}]
          unpack: [{entry: '(HR|LR_bicubic/X2)/([^/]+\.png)$', to: sets/tiny/$1/$2}]
        - id: tiny-files
          about: tiny set by files
          terms: none
          files: {address: 'https://mirror.test/{name}.png', to: 'sets/tiny/HR/{name}.png', names: 01-03}
        - id: manga
          about: manga
          terms: on request
          by_hand: write a letter
          sources: [{address: 'https://manga.test/', kind: browser}]
        """;

    private const string Folders = """
        - {id: Tiny, folder: sets/tiny/HR, lr: 'sets/tiny/LR_bicubic/X{scale}', images: 3, default: true, obtain: [tiny-tar, tiny-files, manga]}
        - {id: Manga, folder: manga/HR, images: 2, obtain: [manga]}
        """;

    private static readonly DataSources Tiny = DataSources.Parse(Packages, Folders);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeNetwork _network = new();

    [Fact]
    public async Task An_archive_fills_its_set_and_a_second_run_asks_nobody()
    {
        _network.Serve("https://official.test/tiny.tar.gz", TinyArchive());

        var first = await Run("data", "download");
        var second = await Run("data", "download", "tiny");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("Tiny: complete, 3 images", second.Output, StringComparison.Ordinal);
        Assert.Single(_network.Requests);
        Assert.Equal(
            [".research-checksums.json", "sets/tiny/HR/01.png", "sets/tiny/HR/02.png", "sets/tiny/HR/03.png", "sets/tiny/LR_bicubic/X2/01x2.png", "sets/tiny/LR_bicubic/X2/02x2.png", "sets/tiny/LR_bicubic/X2/03x2.png"],
            _folder.Files());
        Assert.Equal(0, (await Run("data", "verify")).ExitCode);
    }

    [Fact]
    public async Task Single_files_are_the_next_way()
    {
        foreach (var name in new[] { "01", "02", "03" })
        {
            _network.Serve($"https://mirror.test/{name}.png", Png(8, 8));
        }

        var run = await Run("data", "download", "Tiny");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([".research-checksums.json", "sets/tiny/HR/01.png", "sets/tiny/HR/02.png", "sets/tiny/HR/03.png"], _folder.Files());
        Assert.Contains("3 SHA-256 recorded", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_every_set_is_told_with_place_and_address()
    {
        var run = await Run("data", "download", "Tiny", "Manga");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Tiny: missing. Put its 3 images into {_folder["sets/tiny/HR"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains("https://official.test/tiny.tar.gz cannot be reached (Connection refused)", run.Output, StringComparison.Ordinal);
        Assert.Contains("https://manga.test/  (manga; terms: on request; write a letter)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not to be had now: Tiny, Manga.", run.Output, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task The_real_list_is_quick_offline_and_asks_each_host_once()
    {
        var run = await CommandRun.Of(context => DataCommand.Create(context, DataSources.Load(), _network), "data", "download", "--all-direct", "--data-root", _folder.Root);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(4, _network.Requests.Select(request => new Uri(request.Address).Host).Distinct().Count());
        Assert.Equal(4, _network.Requests.Count);
        Assert.Contains("Put its 800 images into", run.Output, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_package_can_be_named_and_another_edition_stays()
    {
        _folder.Write("sets/tiny/HR/other.png", Png(8, 8));
        _network.Serve("https://official.test/tiny.tar.gz", TinyArchive());

        var run = await Run("data", "download", "tiny-tar");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("sets/tiny/HR holds images of other names", run.Output, StringComparison.Ordinal);
        Assert.Equal([".research-checksums.json", "sets/tiny/HR/other.png"], _folder.Files());
    }

    [Fact]
    public async Task A_hostile_archive_is_told_and_the_next_way_tried()
    {
        _network.Serve("https://official.test/tiny.tar.gz", MadeArchive.GZip(MadeArchive.Tar(("HR/01.png", "x"), ("../HR/02.png", "x"))));

        var run = await Run("data", "download");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("leads out of its folder", run.Output, StringComparison.Ordinal);
        Assert.Contains("https://mirror.test/01.png", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["sets"]));
        Assert.Null(ChecksumManifest.Load(_folder.Root).Find("tiny-tar"));
    }

    [Fact]
    public async Task Verify_names_damage_wrong_sizes_and_missing_images()
    {
        _folder.Write("sets/tiny/HR/01.png", Png(8, 8));
        _folder.Write("sets/tiny/HR/02.png", Encoding.UTF8.GetBytes("no image"));
        _folder.Write("sets/tiny/LR_bicubic/X2/01x2.png", Png(3, 4));

        var run = await Run("data", "verify", "Tiny");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("holds 2 images, the set has 3", run.Output, StringComparison.Ordinal);
        Assert.Contains(_folder["sets/tiny/HR/02.png"], run.Output, StringComparison.Ordinal);
        Assert.Contains("lacks an image for '02'", run.Output, StringComparison.Ordinal);
        Assert.Contains("is 3x4, which is no x2 LR of 8x8", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_fails_for_a_missing_set_only_where_it_is_named()
    {
        Assert.Equal(0, (await Run("data", "verify")).ExitCode);
        var named = await Run("data", "verify", "Manga");
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("missing", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_says_what_is_there_and_how_to_get_the_rest()
    {
        _folder.Write("sets/tiny/HR/01.png", Png(8, 8));

        var run = await Run("data", "list");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            $"""
            Data root: {_folder.Root}
            Tiny   1 of 3   sets/tiny/HR  research data download Tiny
            Manga  missing  manga/HR      by hand: https://manga.test/

            """,
            run.Output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task An_unknown_name_is_bad_input() =>
        Assert.Contains("Did you mean 'Tiny'", (await Assert.ThrowsAsync<ResearchException>(() => Run("data", "download", "Tinny"))).Message, StringComparison.Ordinal);

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    private Task<CommandRun> Run(params string[] arguments) =>
        CommandRun.Of(context => DataCommand.Create(context, Tiny, _network), [.. arguments, "--data-root", _folder.Root]);

    private static byte[] TinyArchive()
    {
        string[] names = ["01", "02", "03"];
        return MadeArchive.GZip(MadeArchive.Tar(
            [.. names.Select(name => ($"set/HR/{name}.png", Png(8, 8))), .. names.Select(name => ($"set/LR_bicubic/X2/{name}x2.png", Png(4, 4)))]));
    }

    private static byte[] Png(int width, int height)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder["image.png"], new RgbImage(width, height));
        return File.ReadAllBytes(folder["image.png"]);
    }
}
