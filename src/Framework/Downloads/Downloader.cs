using Research.Framework.Runtime;

namespace Research.Framework.Downloads;

/// <summary>
/// Fetches files: each source in turn, into <c>name.part</c>, continued where an earlier attempt stopped, compared by length and
/// hash, then renamed. What does not compare is kept as <c>name.bad</c>. Cancelling leaves nothing but the <c>.part</c>.
/// </summary>
public sealed class Downloader : IDisposable
{
    private readonly ChecksumManifest _manifest;
    private readonly HttpClient _client;
    private readonly IProgress<DownloadProgress>? _progress;
    private readonly HashSet<string> _hostsDown = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="manifest">Where the hashes of files without published ones are kept.</param>
    /// <param name="network">Answers the requests; null for the real network.</param>
    public Downloader(ChecksumManifest manifest, HttpMessageHandler? network = null, IProgress<DownloadProgress>? progress = null)
    {
        _manifest = manifest;
        _progress = progress;
        _client = new HttpClient(network ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("research-downloader/1.0");
    }

    /// <summary>Makes <paramref name="path"/> hold the item. A file that is already there is checked, never replaced.</summary>
    /// <exception cref="ResearchException">The disk cannot be written to.</exception>
    public async Task<DownloadResult> FetchAsync(DownloadItem item, string path, CancellationToken cancellation)
    {
        try
        {
            return File.Exists(path)
                ? await CheckAsync(item, path, cancellation).ConfigureAwait(false)
                : await FetchFromSourcesAsync(item, path, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"'{item.Id}' cannot be saved as {path}: {exception.Message}", exception);
        }
    }

    /// <summary>Compares a file that is at hand (fetched earlier, or by a person) and records its hash where none is known.</summary>
    public async Task<DownloadResult> CheckAsync(DownloadItem item, string path, CancellationToken cancellation)
    {
        var found = await FileHashes.ComputeAsync(path, cancellation).ConfigureAwait(false);
        return Mismatch(item, Expected(item), found) is { } mismatch
            ? new DownloadResult(DownloadStatus.Mismatch, found.Sha256, NewlyPinned: false, [$"{path} is another file: {mismatch}; move it away to fetch it anew"])
            : new DownloadResult(DownloadStatus.Present, found.Sha256, Pin(item, found, "local file"), []);
    }

    /// <summary>Takes back what <see cref="DownloadResult.NewlyPinned"/> recorded: the file is not what it should be.</summary>
    public void Forget(DownloadItem item) => _manifest.Forget(item.Id);

    public void Dispose() => _client.Dispose();

    private async Task<DownloadResult> FetchFromSourcesAsync(DownloadItem item, string path, CancellationToken cancellation)
    {
        var expected = Expected(item);
        var status = DownloadStatus.Unavailable;
        var problems = new List<string>();
        foreach (var source in item.InOrder())
        {
            if (source.Kind == SourceKind.Browser)
            {
                status = Worse(status, DownloadStatus.NeedsBrowser);
                problems.Add($"{source.Uri} needs a browser");
                continue;
            }

            if (_hostsDown.Contains(source.Uri.Host))
            {
                problems.Add($"{source.Uri} was not tried: its host could not be reached a moment ago");
                continue;
            }

            try
            {
                await TransferAsync(item, source, path, expected, cancellation).ConfigureAwait(false);
            }
            catch (TransferException exception)
            {
                if (exception.HostIsDown)
                {
                    _hostsDown.Add(source.Uri.Host);
                }

                status = Worse(status, exception.Status);
                problems.Add($"{source.Uri} {exception.Message}");
                continue;
            }

            var found = await FileHashes.ComputeAsync(Part(path), cancellation).ConfigureAwait(false);
            if (Mismatch(item, expected, found) is { } mismatch)
            {
                File.Move(Part(path), path + ".bad", overwrite: true);
                status = Worse(status, DownloadStatus.Mismatch);
                problems.Add($"{source.Uri} gives another file: {mismatch}; kept as {path}.bad");
                continue;
            }

            File.Move(Part(path), path);
            return new DownloadResult(DownloadStatus.Downloaded, found.Sha256, Pin(item, found, source.Uri.ToString()), problems);
        }

        return new DownloadResult(status, Sha256: null, NewlyPinned: false, problems);
    }

    private Task TransferAsync(DownloadItem item, DownloadSource source, string path, FileChecksums expected, CancellationToken cancellation)
    {
        // Without a hash nothing would tell whether the rest fits to what an earlier run has received.
        if (!expected.HasHash && File.Exists(Part(path)))
        {
            File.Delete(Part(path));
        }

        var transfer = new Transfer(
            _client, source.Uri, Part(path), item.Content, expected.Bytes,
            (received, total) => _progress?.Report(new DownloadProgress(item.Id, received, total)));
        return transfer.RunAsync(cancellation);
    }

    private FileChecksums Expected(DownloadItem item) =>
        item.Checksums.With(_manifest.Find(item.Id) is { } pin ? new FileChecksums(pin.Bytes, pin.Sha256) : FileChecksums.Unknown);

    private string? Mismatch(DownloadItem item, FileChecksums expected, FileHashes found) =>
        item.Checksums.Mismatch(found)
        ?? (expected.Mismatch(found) is { } pinned
            ? $"{pinned} (recorded when '{item.Id}' was first downloaded; remove it from {_manifest.Path} to accept the new file)"
            : null);

    /// <summary>True where the hash was not known before.</summary>
    private bool Pin(DownloadItem item, FileHashes found, string address)
    {
        if (item.Checksums.Sha256 is not null || _manifest.Find(item.Id) is not null)
        {
            return false;
        }

        _manifest.Record(item.Id, new ChecksumPin(found.Bytes, found.Sha256, address));
        return true;
    }

    /// <summary>Of several failures the one to tell: another file, else the browser, else nothing there.</summary>
    private static DownloadStatus Worse(DownloadStatus a, DownloadStatus b) => Severity(a) >= Severity(b) ? a : b;

    private static int Severity(DownloadStatus status) => status switch
    {
        DownloadStatus.Mismatch => 2,
        DownloadStatus.NeedsBrowser => 1,
        _ => 0,
    };

    private static string Part(string path) => path + ".part";
}
