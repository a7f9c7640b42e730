using System.Globalization;
using System.Text.RegularExpressions;
using Research.Framework.Downloads;
using Research.Framework.Yaml;

namespace Research.Datasets.Sources;

/// <summary>Reads the embedded <c>packages.yaml</c> and <c>folders.yaml</c>.</summary>
internal static class SourcesYaml
{
    private static readonly TimeSpan MatchWithin = TimeSpan.FromSeconds(1);

    public static List<DataPackage> ReadPackages(string yaml) =>
        [.. YamlFile.Parse("packages.yaml", yaml).Bind<List<Package>>().Select(ToPackage)];

    public static List<DataFolder> ReadFolders(string yaml, IReadOnlyDictionary<string, DataPackage> packages) =>
        [.. YamlFile.Parse("folders.yaml", yaml).Bind<List<FolderLine>>().Select(line => ToFolder(line, packages))];

    private static DataPackage ToPackage(Package package)
    {
        var checksums = new FileChecksums(package.Bytes, package.Sha256, package.Md5);
        IReadOnlyList<PackageFile> files = package.Files is { } list ? ToFiles(list) : [ToArchive(package, checksums)];
        var size = package.Bytes is { } bytes ? ByteSize.Text(bytes) : package.Size;
        return new DataPackage(package.Id, package.About, package.Terms, package.ByHand, size, files, [.. (package.Unpack ?? []).Select(ToRule)]);
    }

    private static PackageFile ToArchive(Package package, FileChecksums checksums)
    {
        var sources = package.Sources!.Select(source => new DownloadSource(source.Address, source.Kind, checksums)).ToList();
        return new PackageFile(new DownloadItem(package.Id, ContentKind.Archive, sources), Path.GetFileName(sources[0].Uri.LocalPath));
    }

    private static ArchiveRule ToRule(Rule rule) => new(new Regex(rule.Entry, RegexOptions.CultureInvariant, MatchWithin), rule.To);

    private static List<PackageFile> ToFiles(FileList list)
    {
        var names = (list.Names ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Expand).Concat(list.Sha256?.Keys ?? []);
        return [.. names.Select(name => ToFile(list, name))];
    }

    private static PackageFile ToFile(FileList list, string name)
    {
        var path = list.To.Replace("{name}", name, StringComparison.Ordinal);
        var source = new DownloadSource(
            list.Address.Replace("{name}", name, StringComparison.Ordinal), SourceKind.Direct, new FileChecksums(Sha256: list.Sha256?.GetValueOrDefault(name)));
        return new PackageFile(new DownloadItem(path, ContentKind.Image, [source]), path);
    }

    /// <summary><c>001-003</c> is 001, 002, 003; anything else is itself.</summary>
    private static IEnumerable<string> Expand(string names)
    {
        if (names.Split('-') is not [var first, var last])
        {
            return [names];
        }

        var start = int.Parse(first, CultureInfo.InvariantCulture);
        var count = int.Parse(last, CultureInfo.InvariantCulture) - start + 1;
        return Enumerable.Range(start, count).Select(number => number.ToString($"D{first.Length}", CultureInfo.InvariantCulture));
    }

    private static DataFolder ToFolder(FolderLine line, IReadOnlyDictionary<string, DataPackage> packages)
    {
        var ends = line.Range?.Split('-');
        return new DataFolder(
            line.Id, line.Set ?? line.Id, line.Folder, line.Or, ends?[0], ends?[1], line.Scale, line.Lr, line.Images, line.Default,
            [.. line.Obtain.Select(id => packages[id])]);
    }

    /// <summary>An archive with <c>sources</c> and <c>unpack</c>, or <c>files</c>, or a place to go by hand with <c>sources</c> alone.</summary>
    private sealed record Package(
        string Id,
        string About,
        string Terms,
        string? ByHand = null,
        string? Size = null,
        long? Bytes = null,
        string? Sha256 = null,
        string? Md5 = null,
        IReadOnlyList<Source>? Sources = null,
        IReadOnlyList<Rule>? Unpack = null,
        FileList? Files = null);

    private sealed record Source(string Address, SourceKind Kind = SourceKind.Direct);

    private sealed record Rule(string Entry, string To);

    /// <param name="Names">Separated by spaces; <c>001-100</c> stands for a hundred.</param>
    private sealed record FileList(string Address, string To, string? Names = null, IReadOnlyDictionary<string, string>? Sha256 = null);

    private sealed record FolderLine(
        string Id,
        string Folder,
        int Images,
        IReadOnlyList<string> Obtain,
        string? Set = null,
        string? Or = null,
        string? Range = null,
        int? Scale = null,
        string? Lr = null,
        bool Default = false);
}
