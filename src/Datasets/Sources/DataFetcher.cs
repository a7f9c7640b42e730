using Research.Framework.Downloads;
using Research.Framework.Runtime;

namespace Research.Datasets.Sources;

/// <summary>Fills folders of the data root from the packages that have them.</summary>
/// <remarks>
/// What is underway lies in <c>.downloads</c> in the data root, so that only whole files reach the sets' folders. Images that are
/// there are never replaced, and a set of another edition is left alone.
/// </remarks>
/// <param name="tell">Gets one line for each thing that happened.</param>
public sealed class DataFetcher(string root, Downloader downloader, Action<string> tell)
{
    private readonly Dictionary<string, bool> _tried = new(StringComparer.Ordinal);

    private string Underway => Path.Combine(root, ".downloads");

    /// <summary>True when the folder is complete, be it that it was so before.</summary>
    public async Task<bool> FetchAsync(DataFolder folder, CancellationToken cancellation)
    {
        if (FolderState.Of(folder, root) is { IsComplete: true } there)
        {
            tell($"{folder.Id}: complete, {there.Expected} images in {there.Path}");
            return true;
        }

        foreach (var package in folder.Obtain.Where(package => package.IsDirect))
        {
            await FetchAsync(package, cancellation).ConfigureAwait(false);
            if (FolderState.Of(folder, root) is { IsComplete: true } state)
            {
                tell($"{folder.Id}: complete, {state.Expected} images in {state.Path}");
                return true;
            }
        }

        TellHowByHand(folder);
        return false;
    }

    /// <summary>True when the package is in place. It is tried once, however many folders want it.</summary>
    public async Task<bool> FetchAsync(DataPackage package, CancellationToken cancellation)
    {
        if (!_tried.TryGetValue(package.Id, out var done))
        {
            try
            {
                done = await FetchOnceAsync(package, cancellation).ConfigureAwait(false);
            }
            catch (ResearchException exception)
            {
                tell($"{package.Id}: {exception.Message}");
            }

            _tried.Add(package.Id, done);
            RemoveIfEmpty(Underway);
        }

        return done;
    }

    private async Task<bool> FetchOnceAsync(DataPackage package, CancellationToken cancellation)
    {
        tell($"{package.Id}: fetching {package.About} ({package.Size ?? "size unknown"}; terms: {package.Terms})");
        var working = package.Unpack.Count > 0 ? Underway : Path.Combine(Underway, package.Id);
        var wanted = package.Files.Where(file => package.Unpack.Count > 0 || !File.Exists(Path.Combine(root, file.Path))).ToList();
        var pinned = new List<string>();
        foreach (var file in wanted)
        {
            var result = await downloader.FetchAsync(file.Item, Path.Combine(working, file.Path), cancellation).ConfigureAwait(false);
            foreach (var problem in result.Problems)
            {
                tell($"{package.Id}: {problem}");
            }

            if (!result.IsOk)
            {
                return false;
            }

            if (result.NewlyPinned)
            {
                pinned.Add(result.Sha256!);
            }
        }

        var unpacked = package.Unpack.Count > 0
            ? await Task.Run(() => Unpack(package, working, isNew: pinned.Count > 0, cancellation), cancellation).ConfigureAwait(false)
            : Placement.Move(working, root, [.. package.Files.Select(file => file.Path)]);
        TellPinned(package, pinned);
        TellPlaced(package, unpacked);
        return unpacked.LeftAlone.Count == 0;
    }

    private UnpackResult Unpack(DataPackage package, string working, bool isNew, CancellationToken cancellation)
    {
        var (item, name) = package.Files[0];
        var archive = Path.Combine(working, name);
        try
        {
            var result = Archives.Unpack(archive, root, package.Unpack, cancellation: cancellation);
            File.Delete(archive);
            return result;
        }
        catch (ResearchException) when (isNew)
        {
            downloader.Forget(item);
            throw;
        }
    }

    private void TellPinned(DataPackage package, List<string> pinned)
    {
        if (pinned.Count == 1)
        {
            tell($"{package.Id}: SHA-256 {pinned[0]} (none is published; recorded in {ChecksumManifest.FileName}, later downloads must equal it)");
        }
        else if (pinned.Count > 1)
        {
            tell($"{package.Id}: {pinned.Count} SHA-256 recorded in {ChecksumManifest.FileName} (none is published; later downloads must equal them)");
        }
    }

    private void TellPlaced(DataPackage package, UnpackResult unpacked)
    {
        tell($"{package.Id}: {unpacked.Placed.Count} new files");
        foreach (var folder in unpacked.LeftAlone)
        {
            tell($"{package.Id}: {folder} holds images of other names, so it was left as it is; move it away to get this edition");
        }
    }

    private void TellHowByHand(DataFolder folder)
    {
        var state = FolderState.Of(folder, root);
        tell($"{folder.Id}: {(state.IsMissing ? "missing" : $"{state.Files.Count} of {state.Expected} images")}. Put its {folder.Images} images into {Path.Combine(root, folder.Path)}. They are published at:");
        foreach (var package in folder.Obtain)
        {
            var others = package.Files.Count > 1 ? $" and {package.Files.Count - 1} more" : "";
            tell($"    {package.Address}{others}  ({package.About}; terms: {package.Terms}{(package.ByHand is null ? "" : $"; {package.ByHand}")})");
        }
    }

    private static void RemoveIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
