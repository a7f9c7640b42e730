using System.Collections.Concurrent;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>Where the LR images of a set are stored, one folder a scale.</summary>
/// <param name="patterns">Full paths in which <c>{scale}</c> stands for the scale; the first one that exists counts.</param>
internal sealed class LrFolders(params string[] patterns)
{
    private const int LargestScale = 16;

    private readonly ConcurrentDictionary<int, ImageFolder?> _folders = new();

    /// <summary>For error messages: where LR images of a scale are expected.</summary>
    public string Expected(int scale) => Path(patterns[0], scale);

    /// <summary>The ids for which there is an LR image at any scale, and the scales.</summary>
    public (IReadOnlyList<string> Ids, IReadOnlyList<int> Scales) List()
    {
        var scales = Enumerable.Range(1, LargestScale).Where(scale => Folder(scale) is { Files.Count: > 0 }).ToList();
        return ([.. scales.SelectMany(scale => Folder(scale)!.Files.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], scales);
    }

    /// <summary>The stored file, or null where the set has no LR folder for this scale.</summary>
    /// <exception cref="ResearchException">There is such a folder, but the image is not in it.</exception>
    public string? Find(string id, int scale)
    {
        if (Folder(scale) is not { } folder)
        {
            return null;
        }

        return folder.Files.TryGetValue(id, out var file)
            ? file
            : throw new ResearchException(
                $"'{folder.Path}' has {folder.Files.Count} images but none for '{id}' ('{id}' or '{id}x{scale}', any extension). " +
                "Complete the folder, or move it away: LR images are then made from HR.");
    }

    private static string Path(string pattern, int scale) => pattern.Replace("{scale}", $"{scale}", StringComparison.Ordinal);

    private ImageFolder? Folder(int scale) =>
        _folders.GetOrAdd(scale, s => patterns.Select(pattern => ImageFolder.Find(Path(pattern, s), s)).FirstOrDefault(folder => folder is not null));
}
