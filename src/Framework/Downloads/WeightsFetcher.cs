using Research.Framework.Weights;

namespace Research.Framework.Downloads;

/// <summary>Brings weights of the catalog under the weights root, in a form that can be loaded.</summary>
/// <param name="tell">Gets one line for each thing that happened.</param>
public sealed class WeightsFetcher(string root, Downloader downloader, Action<string> tell)
{
    /// <summary>Whether a program can fetch these weights; others were converted once, or need a person.</summary>
    public static bool IsDirect(WeightsEntry entry) => entry.Sources.Any(source => source.IsLoadable && source.Kind != SourceKind.Browser);

    /// <summary>True when the weights are there and are those of the catalog.</summary>
    public async Task<bool> FetchAsync(WeightsEntry entry, CancellationToken cancellation)
    {
        var packings = Packings(entry);
        if (packings.Find(item => File.Exists(PathOf(item))) is { } there)
        {
            return Tell(entry, there, await downloader.CheckAsync(there, PathOf(there), cancellation).ConfigureAwait(false));
        }

        foreach (var item in packings.Where(item => item.Sources.Any(source => source.Kind != SourceKind.Browser)))
        {
            if (Tell(entry, item, await downloader.FetchAsync(item, PathOf(item), cancellation).ConfigureAwait(false)))
            {
                return true;
            }
        }

        TellHowByHand(entry);
        return false;
    }

    /// <summary>The files that may stand for an entry, in the order in which they are looked for.</summary>
    private static List<DownloadItem> Packings(WeightsEntry entry)
    {
        var files = entry.Sources.Where(source => source.IsLoadable).Select(source => source.File).Prepend(entry.File).OfType<string>().Distinct();
        return [.. files.Select(file => new DownloadItem(
            file,
            ContentKind.Weights,
            [.. entry.Sources.Where(source => source.IsLoadable && source.File == file).Select(source => new DownloadSource(source.Address, source.Kind, Hash(source.Sha256) with { Bytes = source.Bytes }))],
            file == entry.File ? Hash(entry.Sha256) : null))];
    }

    private static FileChecksums Hash(string? digits) =>
        digits?.Length == 64 ? new FileChecksums(Sha256: digits) : new FileChecksums(Sha256Prefix: digits);

    private bool Tell(WeightsEntry entry, DownloadItem item, DownloadResult result)
    {
        foreach (var problem in result.Problems)
        {
            tell($"{entry.Id}: {problem}");
        }

        if (result.IsOk)
        {
            tell($"{entry.Id}: {(result.Status == DownloadStatus.Present ? "there" : "fetched")}, {PathOf(item)} (licence: {entry.Licence})");
        }

        if (result.NewlyPinned)
        {
            tell($"{entry.Id}: SHA-256 {result.Sha256} (not published in full; recorded in {ChecksumManifest.FileName}, later downloads must equal it)");
        }

        return result.IsOk;
    }

    private void TellHowByHand(WeightsEntry entry)
    {
        var loadable = entry.Sources.Where(source => source.IsLoadable).ToList();
        if (loadable.Count > 0)
        {
            tell($"{entry.Id}: missing. Fetch one of these files into {root}:");
        }
        else
        {
            tell($"{entry.Id}: published only in a format that is not read here. Convert it to safetensors and save it as {Path.Combine(root, entry.File ?? entry.Id)}:");
        }

        foreach (var source in loadable.Count > 0 ? loadable : entry.Sources)
        {
            var address = new DownloadSource(source.Address, source.Kind, FileChecksums.Unknown).Uri;
            tell($"    {source.File} from {address}  (terms: {source.Terms ?? entry.Licence}{(source.Remark is null ? "" : $"; {source.Remark.TrimEnd('.')}")})");
        }
    }

    private string PathOf(DownloadItem item) => Path.Combine(root, item.Id);
}
