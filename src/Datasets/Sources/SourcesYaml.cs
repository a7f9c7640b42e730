using System.Globalization;
using System.Text.RegularExpressions;
using Research.Framework.Downloads;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Research.Datasets.Sources;

/// <summary>Reads the embedded <c>packages.yaml</c> and <c>folders.yaml</c>.</summary>
internal static class SourcesYaml
{
    private static readonly TimeSpan MatchWithin = TimeSpan.FromSeconds(1);

    public static List<DataPackage> ReadPackages(string yaml) => [.. Read<Package>(yaml).Select(ToPackage)];

    public static List<DataFolder> ReadFolders(string yaml, IReadOnlyDictionary<string, DataPackage> packages) =>
        [.. Read<Folder>(yaml).Select(folder => ToFolder(folder, packages))];

    private static List<T> Read<T>(string yaml) =>
        new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<List<T>>(yaml);

    private static DataPackage ToPackage(Package package)
    {
        var checksums = new FileChecksums(package.Bytes, package.Sha256, package.Md5);
        IReadOnlyList<PackageFile> files = package.Files is { } list ? ToFiles(list) : [ToArchive(package, checksums)];
        var size = package.Bytes is { } bytes ? ByteSize.Text(bytes) : package.Size;
        return new DataPackage(package.Id, package.About, package.Terms, package.ByHand, size, files, [.. package.Unpack.Select(ToRule)]);
    }

    private static PackageFile ToArchive(Package package, FileChecksums checksums)
    {
        var sources = package.Sources.Select(source => new DownloadSource(source.Address, source.Kind, checksums)).ToList();
        return new PackageFile(new DownloadItem(package.Id, ContentKind.Archive, sources), System.IO.Path.GetFileName(sources[0].Uri.LocalPath));
    }

    private static ArchiveRule ToRule(Rule rule) => new(new Regex(rule.Entry, RegexOptions.CultureInvariant, MatchWithin), rule.To);

    private static List<PackageFile> ToFiles(FileList list)
    {
        var names = list.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Expand).Concat(list.Sha256.Keys);
        return [.. names.Select(name => ToFile(list, name))];
    }

    private static PackageFile ToFile(FileList list, string name)
    {
        var path = list.To.Replace("{name}", name, StringComparison.Ordinal);
        var source = new DownloadSource(
            list.Address.Replace("{name}", name, StringComparison.Ordinal), SourceKind.Direct, new FileChecksums(Sha256: list.Sha256.GetValueOrDefault(name)));
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

    private static DataFolder ToFolder(Folder folder, IReadOnlyDictionary<string, DataPackage> packages)
    {
        var ends = folder.Range?.Split('-');
        return new DataFolder(
            folder.Id, folder.Set ?? folder.Id, folder.Path, folder.Or, ends?[0], ends?[1], folder.Scale, folder.Lr, folder.Images, folder.Default,
            [.. folder.Obtain.Select(id => packages[id])]);
    }

    private sealed class Package
    {
        public string Id { get; set; } = "";

        public string About { get; set; } = "";

        public string Terms { get; set; } = "";

        public string? ByHand { get; set; }

        public string? Size { get; set; }

        public long? Bytes { get; set; }

        public string? Sha256 { get; set; }

        public string? Md5 { get; set; }

        public List<Source> Sources { get; set; } = [];

        public List<Rule> Unpack { get; set; } = [];

        public FileList? Files { get; set; }
    }

    private sealed class Source
    {
        public string Address { get; set; } = "";

        public SourceKind Kind { get; set; }
    }

    private sealed class Rule
    {
        public string Entry { get; set; } = "";

        public string To { get; set; } = "";
    }

    private sealed class FileList
    {
        public string Address { get; set; } = "";

        public string To { get; set; } = "";

        public string Names { get; set; } = "";

        public Dictionary<string, string> Sha256 { get; set; } = [];
    }

    private sealed class Folder
    {
        public string Id { get; set; } = "";

        public string? Set { get; set; }

        [YamlMember(Alias = "folder", ApplyNamingConventions = false)]
        public string Path { get; set; } = "";

        public string? Or { get; set; }

        public string? Range { get; set; }

        public int? Scale { get; set; }

        public string? Lr { get; set; }

        public int Images { get; set; }

        public bool Default { get; set; }

        public List<string> Obtain { get; set; } = [];
    }
}
