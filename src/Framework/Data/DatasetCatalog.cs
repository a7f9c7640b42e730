using Research.Framework.Runtime;

namespace Research.Framework.Data;

/// <summary>The data sets that the program knows, by name.</summary>
public sealed class DatasetCatalog
{
    private readonly Dictionary<string, IDatasetSource> _sources = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<IDatasetSource> Sources => _sources.Values;

    public DatasetCatalog Register(IDatasetSource source)
    {
        _sources.Add(source.Id, source);
        return this;
    }

    /// <summary>Opens <c>Name</c> or <c>Name[argument]</c>.</summary>
    /// <param name="fetch">Also where images must be fetched first.</param>
    public ImageDataset Open(string name, ResearchPaths paths, ImageUse use = ImageUse.Default, bool fetch = true)
    {
        var (id, argument) = Split(name);
        if (!_sources.TryGetValue(id, out var source))
        {
            throw new ResearchException($"There is no data set '{id}'.{Nearest.Hint(id, _sources.Keys)}");
        }

        return source.Open(new DatasetRequest(argument, use, paths, fetch));
    }

    /// <summary>See <see cref="IDatasetSource.Redistributable"/>.</summary>
    public bool IsRedistributable(string name) => _sources.TryGetValue(Split(name).Id, out var source) && source.Redistributable;

    /// <summary>Splits <c>DIV2K[valid,1-10]</c> into <c>DIV2K</c> and <c>valid,1-10</c>.</summary>
    public static (string Id, string Argument) Split(string name)
    {
        var trimmed = name.Trim();
        var open = trimmed.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return (trimmed, string.Empty);
        }

        if (!trimmed.EndsWith(']'))
        {
            throw new ResearchException($"The data set '{name}' lacks its closing bracket; write e.g. 'DIV2K[valid,1-10]'.");
        }

        return (trimmed[..open], trimmed[(open + 1)..^1].Trim());
    }
}
