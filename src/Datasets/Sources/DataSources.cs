using Research.Framework.Runtime;

namespace Research.Datasets.Sources;

/// <summary>The public image sets: where they are published and what the data root holds of them.</summary>
public sealed class DataSources
{
    private DataSources(IReadOnlyList<DataPackage> packages, IReadOnlyList<DataFolder> folders) => (Packages, Folders) = (packages, folders);

    public IReadOnlyList<DataPackage> Packages { get; }

    public IReadOnlyList<DataFolder> Folders { get; }

    /// <summary>Reads the lists that come with the program.</summary>
    public static DataSources Load() => Parse(Embedded("packages.yaml"), Embedded("folders.yaml"));

    internal static DataSources Parse(string packages, string folders)
    {
        var known = SourcesYaml.ReadPackages(packages);
        return new DataSources(known, SourcesYaml.ReadFolders(folders, known.ToDictionary(package => package.Id, StringComparer.Ordinal)));
    }

    /// <summary>
    /// The folders that a name means: a folder's own id, a set (<c>DIV2K[valid]</c>), or the name before the brackets (<c>DIV2K</c>),
    /// which stands for what is fetched by default of it. None where nothing has this name.
    /// </summary>
    public IReadOnlyList<DataFolder> Find(string name)
    {
        var exact = Folders.Where(folder => Same(folder.Id, name) || Same(folder.Set, name)).ToList();
        return exact.Count > 0 ? exact : [.. Folders.Where(folder => folder.IsDefault && Same(folder.Set.Split('[')[0], name))];
    }

    /// <exception cref="ResearchException">Nothing has this name.</exception>
    public IReadOnlyList<DataFolder> FindOrThrow(string name) =>
        Find(name) is { Count: > 0 } folders
            ? folders
            : throw new ResearchException($"There is no data set '{name}'.{Nearest.Hint(name, Folders.Select(folder => folder.Id))}");

    public DataPackage? FindPackage(string id) => Packages.FirstOrDefault(package => Same(package.Id, id));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string Embedded(string name)
    {
        using var stream = typeof(DataSources).Assembly.GetManifestResourceStream($"Research.Datasets.Sources.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
