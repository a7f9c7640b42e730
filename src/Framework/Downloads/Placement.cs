namespace Research.Framework.Downloads;

/// <summary>Moves unpacked files to where they belong, without mixing two editions of a set.</summary>
public static class Placement
{
    private static readonly string[] ImageExtensions = [".png", ".webp", ".bmp", ".jpg", ".jpeg"];

    /// <summary>
    /// Moves <paramref name="files"/> from one folder below another. The paths are relative and name all that belongs together; what is
    /// not at hand of it is passed over. A file whose stem is there already, in whatever format, is not replaced. A set whose folders
    /// hold stems that do not come along is another edition (B100 exists with numbers and with <c>img_001</c> as names) and stays
    /// untouched; the first two folders of a path (<c>benchmark/B100</c>) tell the set.
    /// </summary>
    public static UnpackResult Move(string from, string root, IReadOnlyList<string> files)
    {
        var placed = new List<string>();
        var leftAlone = new List<string>();
        foreach (var set in files.GroupBy(SetOf))
        {
            var folders = set.GroupBy(file => Path.GetDirectoryName(file)!).ToList();
            var foreign = folders.Where(folder => Stems(Path.Combine(root, folder.Key)).Except(folder.Select(Stem)).Any()).ToList();
            if (foreign.Count > 0)
            {
                leftAlone.AddRange(foreign.Select(folder => folder.Key.Replace('\\', '/')));
                continue;
            }

            foreach (var folder in folders)
            {
                var there = Stems(Path.Combine(root, folder.Key));
                Directory.CreateDirectory(Path.Combine(root, folder.Key));
                foreach (var file in folder.Where(file => !there.Contains(Stem(file)) && File.Exists(Path.Combine(from, file))))
                {
                    File.Move(Path.Combine(from, file), Path.Combine(root, file), overwrite: false);
                    placed.Add(file);
                }
            }
        }

        return new UnpackResult(placed, leftAlone);
    }

    private static string SetOf(string file) => string.Join('/', file.Split('/').SkipLast(1).Take(2));

    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>Of the images in a folder; notes and thumbnails beside them do not make it another edition.</summary>
    private static HashSet<string> Stems(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Where(IsImage).Select(Stem)] : [];

    private static bool IsImage(string file) => ImageExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
