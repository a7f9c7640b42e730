using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Finds images that are calibrated or trained on and also evaluated, by what they show, whatever their names.</summary>
internal static class LeakGuard
{
    private const int Shown = 3;

    /// <summary>What is wrong and what to do, in one line; null without a leak.</summary>
    public static string? Describe(IReadOnlyList<string> leaks) => leaks.Count == 0 ? null :
        $"images are calibrated or trained on and also evaluated: {Shorten(leaks)}. "
        + "Choose other images to calibrate or train on, or write 'allow_leak: true' and have it said under every table.";

    /// <summary>The first few, and how many more there are.</summary>
    public static string Shorten(IReadOnlyList<string> leaks) => $"{string.Join("; ", leaks.Take(Shown))}{(leaks.Count > Shown ? $"; and {leaks.Count - Shown} more" : string.Empty)}";

    /// <returns>A line for each such image.</returns>
    public static IReadOnlyList<string> Find(ImageDataset fitted, IEnumerable<OpenedDataset> evaluated, IEnumerable<int> scales)
    {
        var sets = evaluated.ToList();
        return [.. scales.Distinct().SelectMany(scale => Find(fitted, sets, scale)).Distinct()];
    }

    private static IEnumerable<string> Find(ImageDataset fitted, List<OpenedDataset> sets, int scale)
    {
        var seen = Hashes(fitted, scale).SelectMany(image => image.Pixels.Select(pixels => (pixels, image.Id))).ToLookup(pair => pair.pixels, pair => pair.Id, StringComparer.Ordinal);
        return
            from set in sets
            from image in Hashes(set.Images, scale)
            let twin = image.Pixels.SelectMany(pixels => seen[pixels]).FirstOrDefault()
            where twin is not null
            select $"'{image.Id}' of {set.Name} is '{twin}' of {fitted.Name}";
    }

    /// <summary>A set that cannot be read fails in its cells, with their names.</summary>
    private static IReadOnlyList<ImageHash> Hashes(ImageDataset set, int scale)
    {
        try
        {
            return set.ImageHashes(scale);
        }
        catch (ResearchException)
        {
            return [];
        }
    }
}
