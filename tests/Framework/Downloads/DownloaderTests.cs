using System.Net;
using System.Security.Cryptography;
using Research.Framework.Downloads;

namespace Research.Tests.Framework.Downloads;

[Trait("tier", "unit")]
public sealed class DownloaderTests : IDisposable
{
    private const string Official = "https://official.test/set.zip";
    private const string Mirror = "https://mirror.test/set.zip";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeNetwork _network = new();
    private readonly byte[] _file = MadeArchive.Noise(300_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _folder["data/set.zip"];

    [Fact]
    public async Task A_cut_connection_is_resumed_by_range()
    {
        _network.Serve(Official, _file, cuts: 2);

        var result = await Fetch(Item(Sha256(_file), Official));

        Assert.Equal(DownloadStatus.Downloaded, result.Status);
        Assert.Equal(_file, File.ReadAllBytes(Target));
        Assert.Equal([(Official, null), (Official, 150_000), (Official, 225_000)], _network.Requests);
        Assert.Equal(["data/set.zip"], _folder.Files());
    }

    [Fact]
    public async Task An_earlier_partial_file_is_continued()
    {
        _folder.Write("data/set.zip.part", _file[..1000]);
        _network.Serve(Official, _file);

        var result = await Fetch(Item(Sha256(_file), Official));

        Assert.True(result.IsOk);
        Assert.Equal([(Official, 1000)], _network.Requests);
        Assert.Equal(_file, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_from_the_start()
    {
        _folder.Write("data/set.zip.part", _file[..1000]);
        _network.Serve(Official, _file, ranges: false);

        Assert.True((await Fetch(Item(Sha256(_file), Official))).IsOk);
        Assert.Equal(_file, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_partial_file_that_was_complete_is_taken()
    {
        _folder.Write("data/set.zip.part", _file);
        _network.Serve(Official, _file);

        Assert.True((await Fetch(Item(Sha256(_file), Official))).IsOk);
        Assert.Equal(["data/set.zip"], _folder.Files());
    }

    [Fact]
    public async Task Without_a_known_hash_an_earlier_partial_file_is_not_trusted()
    {
        _folder.Write("data/set.zip.part", MadeArchive.Noise(1000, seed: 2));
        _network.Serve(Official, _file);

        Assert.True((await Fetch(Item(FileChecksums.Unknown, Official))).IsOk);
        Assert.Equal(_file, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_wrong_hash_keeps_the_file_as_bad_and_names_both_hashes()
    {
        var other = MadeArchive.Noise(300_000, seed: 2);
        _network.Serve(Official, other);

        var result = await Fetch(Item(Sha256(_file), Official));

        Assert.Equal(DownloadStatus.Mismatch, result.Status);
        Assert.Equal(["data/set.zip.bad"], _folder.Files());
        Assert.Equal(other, File.ReadAllBytes(Target + ".bad"));
        var problem = Assert.Single(result.Problems);
        Assert.Contains(Hex(_file), problem, StringComparison.Ordinal);
        Assert.Contains(Hex(other), problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prefix_in_a_file_name_is_compared()
    {
        _network.Serve(Official, _file);

        Assert.True((await Fetch(Item(new FileChecksums(Sha256Prefix: Hex(_file)[..8]), Official))).IsOk);

        File.Delete(Target);
        Assert.Equal(DownloadStatus.Mismatch, (await Fetch(Item(new FileChecksums(Sha256Prefix: "00000000"), Official))).Status);
    }

    [Fact]
    public async Task An_md5_is_compared_where_no_sha256_is_known()
    {
        _network.Serve(Official, "PK, then some content"u8.ToArray());

        var result = await Fetch(Item(new FileChecksums(Md5: "00000000000000000000000000000000"), Official));

        Assert.Equal(DownloadStatus.Mismatch, result.Status);
        // By md5sum.
        Assert.Contains("bc4dec17aa729c94dc0167f750f97279", result.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_length_is_refused_before_anything_is_read()
    {
        _network.Serve(Official, _file);

        var result = await Fetch(Item(new FileChecksums(Bytes: 1234), Official));

        Assert.Equal(DownloadStatus.Mismatch, result.Status);
        Assert.Contains("expected 1234 bytes, found 300000", result.Problems[0], StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    public async Task A_web_page_in_the_place_of_a_file_needs_a_browser(string mediaType)
    {
        _network.Serve(Official, "\n<!DOCTYPE html><html><title>Google Drive - Virus scan warning</title></html>"u8.ToArray(), mediaType: mediaType);

        var result = await Fetch(Item(FileChecksums.Unknown, Official));

        Assert.Equal(DownloadStatus.NeedsBrowser, result.Status);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task Something_that_is_no_archive_is_refused_and_never_pinned()
    {
        _network.Serve(Official, "{\"error\": \"quota\"}"u8.ToArray());

        var result = await Fetch(Item(FileChecksums.Unknown, Official));

        Assert.Equal(DownloadStatus.Unavailable, result.Status);
        Assert.Contains("no archive", result.Problems[0], StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task The_first_download_without_a_checksum_is_pinned_and_a_later_difference_refused()
    {
        _network.Serve(Official, _file);
        var item = Item(FileChecksums.Unknown, Official);

        var first = await Fetch(item);
        Assert.True(first.NewlyPinned);
        Assert.Equal(Hex(_file), first.Sha256);
        Assert.Equal(Hex(_file), ChecksumManifest.Load(_folder.Root).Find("set")?.Sha256);

        File.Delete(Target);
        Assert.False((await Fetch(item)).NewlyPinned);

        File.Delete(Target);
        var other = MadeArchive.Noise(300_000, seed: 2);
        _network.Serve(Official, other);
        var later = await Fetch(item);
        Assert.Equal(DownloadStatus.Mismatch, later.Status);
        Assert.Contains(ChecksumManifest.FileName, later.Problems[0], StringComparison.Ordinal);
        Assert.Equal(Hex(_file), ChecksumManifest.Load(_folder.Root).Find("set")?.Sha256);
    }

    [Fact]
    public async Task A_file_put_there_by_hand_is_checked_and_pinned()
    {
        _folder.Write("data/set.zip", _file);

        Assert.Equal(DownloadStatus.Mismatch, (await Fetch(Item(Sha256([1, 2, 3]), Official))).Status);
        Assert.Equal(_file, File.ReadAllBytes(Target));

        var result = await Fetch(Item(FileChecksums.Unknown, Official));
        Assert.Equal((DownloadStatus.Present, true), (result.Status, result.NewlyPinned));
        Assert.Empty(_network.Requests);
    }

    [Fact]
    public async Task Sources_are_tried_in_order_and_contradicting_mirrors_never()
    {
        var item = new DownloadItem("set", ContentKind.Archive,
        [
            new DownloadSource("https://official.test/set.zip", SourceKind.Direct, Sha256(_file)),
            new DownloadSource("https://folder.test/", SourceKind.Browser, FileChecksums.Unknown),
            new DownloadSource("https://unnamed.test/set.zip", SourceKind.Direct, FileChecksums.Unknown),
            new DownloadSource("https://other.test/set.zip", SourceKind.Direct, Sha256([1])),
            new DownloadSource("https://same.test/set.zip", SourceKind.Direct, Sha256(_file)),
        ]);

        var result = await Fetch(item);

        Assert.Equal(DownloadStatus.NeedsBrowser, result.Status);
        Assert.Equal(
            ["https://official.test/set.zip", "https://same.test/set.zip", "https://unnamed.test/set.zip"],
            _network.Requests.Select(request => request.Address));

        _network.Requests.Clear();
        _network.Serve("https://same.test/set.zip", _file);
        Assert.True((await Fetch(item)).IsOk);
        Assert.Equal("https://same.test/set.zip", _network.Requests[^1].Address);
    }

    [Fact]
    public async Task A_host_that_is_down_is_asked_once_only()
    {
        using var downloader = new Downloader(ChecksumManifest.Load(_folder.Root), _network);

        var first = await downloader.FetchAsync(Item(FileChecksums.Unknown, Official), Target, Cancellation);
        var second = await downloader.FetchAsync(Item(FileChecksums.Unknown, "https://official.test/other.zip"), _folder["other.zip"], Cancellation);

        Assert.Equal((DownloadStatus.Unavailable, DownloadStatus.Unavailable), (first.Status, second.Status));
        Assert.Single(_network.Requests);
        Assert.Contains("Connection refused", first.Problems[0], StringComparison.Ordinal);
        Assert.Contains("not tried", second.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_status_is_told_and_the_mirror_taken()
    {
        _network.Answer(Official, () => new HttpResponseMessage(HttpStatusCode.NotFound)).Serve(Mirror, _file);

        var result = await Fetch(Item(Sha256(_file), Official, Mirror));

        Assert.True(result.IsOk);
        Assert.Contains("404", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_but_the_partial_file()
    {
        using var stop = new CancellationTokenSource();
        _network.Serve(Official, _file);
        var progress = new StopAfter(100_000, stop);
        using var downloader = new Downloader(ChecksumManifest.Load(_folder.Root), _network, progress);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.FetchAsync(Item(Sha256(_file), Official), Target, stop.Token));

        Assert.Equal(["data/set.zip.part"], _folder.Files());
        var received = File.ReadAllBytes(Target + ".part");
        Assert.InRange(received.Length, 100_000, _file.Length - 1);
        Assert.Equal(_file[..received.Length], received);
    }

    [Fact]
    public void A_drive_id_becomes_an_address() =>
        Assert.Equal(
            "https://drive.google.com/uc?export=download&id=1RtyIe",
            new DownloadSource("1RtyIe", SourceKind.Drive, FileChecksums.Unknown).Uri.ToString());

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    private async Task<DownloadResult> Fetch(DownloadItem item)
    {
        using var downloader = new Downloader(ChecksumManifest.Load(_folder.Root), _network);
        return await downloader.FetchAsync(item, Target, Cancellation);
    }

    private static DownloadItem Item(FileChecksums checksums, params string[] addresses) =>
        new("set", ContentKind.Archive, [.. addresses.Select(address => new DownloadSource(address, SourceKind.Direct, checksums))]);

    private static FileChecksums Sha256(byte[] file) => new(Sha256: Hex(file));

    private static string Hex(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private sealed class StopAfter(long bytes, CancellationTokenSource stop) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Received >= bytes)
            {
                stop.Cancel();
            }
        }
    }
}
