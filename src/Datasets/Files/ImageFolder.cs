using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>The images of one folder by file stem, in ordinal order of the stems. Other files, hidden ones and sub-folders are passed over.</summary>
internal sealed class ImageFolder
{
    private static readonly string[] Extensions = [".png", ".webp", ".bmp", ".jpg", ".jpeg"];

    private ImageFolder(string path, SortedDictionary<string, string> files)
    {
        Path = path;
        Files = files;
    }

    public string Path { get; }

    /// <summary>Stem to full path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Null where there is no such folder; an empty one is a folder without files.</summary>
    /// <param name="scale">Suffix to take off the stems: with 4, <c>0901x4.png</c> has the stem <c>0901</c>.</param>
    public static ImageFolder? Find(string path, int? scale = null)
    {
        if (!Directory.Exists(path))
        {
            return null;
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path).Where(IsImage).Order(StringComparer.Ordinal))
        {
            var stem = WithoutSuffix(System.IO.Path.GetFileNameWithoutExtension(file), scale);
            if (!files.TryAdd(stem, file))
            {
                throw new ResearchException(
                    $"'{path}' holds two images called '{stem}': {System.IO.Path.GetFileName(files[stem])} and {System.IO.Path.GetFileName(file)}. Remove one.");
            }
        }

        return new ImageFolder(path, files);
    }

    private static bool IsImage(string file) =>
        !System.IO.Path.GetFileName(file).StartsWith('.')
        && Extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static string WithoutSuffix(string stem, int? scale)
    {
        var suffix = $"x{scale}";
        return scale is not null && stem.Length > suffix.Length && stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            ? stem[..^suffix.Length]
            : stem;
    }
}
