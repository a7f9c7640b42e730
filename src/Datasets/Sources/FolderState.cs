using Research.Datasets.Files;

namespace Research.Datasets.Sources;

/// <summary>What is there of a <see cref="DataFolder"/>.</summary>
/// <param name="Path">The folder that has the images, or the one that should.</param>
/// <param name="Files">Id (file stem without scale suffix) to file.</param>
public sealed record FolderState(string Path, IReadOnlyDictionary<string, string> Files, int Expected)
{
    public bool IsMissing => Files.Count == 0;

    public bool IsComplete => Files.Count == Expected;

    /// <exception cref="Framework.Runtime.ResearchException">Two files for the same image.</exception>
    public static FolderState Of(DataFolder folder, string root)
    {
        var states = new[] { folder.Path, folder.OtherPath }.OfType<string>().Select(path => Look(folder, System.IO.Path.Combine(root, path))).ToList();
        return states.Find(state => !state.IsMissing) ?? states[0];
    }

    private static FolderState Look(DataFolder folder, string path)
    {
        var files = ImageFolder.Find(path, folder.Scale)?.Files ?? new Dictionary<string, string>();
        var counted = files.Where(file => Counts(folder, file.Key)).ToDictionary(StringComparer.Ordinal);
        return new FolderState(path, counted, folder.Images);
    }

    private static bool Counts(DataFolder folder, string id) =>
        folder.First is null || (string.CompareOrdinal(id, folder.First) >= 0 && string.CompareOrdinal(id, folder.Last) <= 0);
}
