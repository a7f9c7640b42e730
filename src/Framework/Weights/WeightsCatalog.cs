using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Weights;

/// <summary>The trained networks that the program knows, with hashes, addresses and the figures they must reach.</summary>
public sealed class WeightsCatalog
{
    private readonly OrderedDictionary<string, WeightsEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<WeightsEntry> Entries => _entries.Values;

    /// <summary>Reads a catalog.</summary>
    /// <param name="name">As shown in messages.</param>
    /// <exception cref="ResearchException">Every unknown key, wrong type, repeated id and contradiction, with <c>file(line,column)</c>.</exception>
    public static WeightsCatalog Parse(string name, string yaml)
    {
        var file = YamlFile.Parse(name, yaml);
        var catalog = new WeightsCatalog();
        var errors = new List<string>();
        foreach (var (index, entry) in file.Bind<Document>().Weights.Index())
        {
            var path = $"$.weights[{index}]";
            errors.AddRange(Contradictions(entry).Select(problem => $"{file.At($"{path}.{problem.Key}")}: {problem.Message}"));
            if (!catalog._entries.TryAdd(entry.Id, entry))
            {
                errors.Add($"{file.At($"{path}.id")}: the id '{entry.Id}' is taken already");
            }
        }

        return errors.Count == 0 ? catalog : throw new ResearchException(string.Join('\n', errors));
    }

    /// <summary>This catalog and another's entries behind it.</summary>
    /// <exception cref="ResearchException">An id stands in both.</exception>
    public WeightsCatalog With(WeightsCatalog other)
    {
        var both = new WeightsCatalog();
        foreach (var entry in Entries.Concat(other.Entries))
        {
            if (!both._entries.TryAdd(entry.Id, entry))
            {
                throw new ResearchException($"The weights id '{entry.Id}' of your own catalog is taken by the program's; choose another.");
            }
        }

        return both;
    }

    /// <exception cref="ResearchException">Unknown; with the nearest known id.</exception>
    public WeightsEntry Find(string id) =>
        _entries.GetValueOrDefault(id) ?? throw new ResearchException($"There are no weights '{id}' in the catalog.{Nearest.Hint(id, _entries.Keys)}");

    /// <summary>The entry for a file anywhere: the one whose hash it has, whatever its name, else the one that its metadata describes.</summary>
    /// <exception cref="ResearchException">Not readable, or of no known network.</exception>
    public WeightsEntry Identify(string path)
    {
        using var file = WeightsFile.Read(path);
        return Entries.FirstOrDefault(entry => entry.Sources.Select(source => source.Sha256).Append(entry.Sha256).Any(hash => hash is not null && file.Sha256.StartsWith(hash, StringComparison.Ordinal))) is { } known
            ? known with { File = Path.GetFullPath(path), Sha256 = file.Sha256 }
            : WeightsMetadata.Read(file);
    }

    private static IEnumerable<(string Key, string Message)> Contradictions(WeightsEntry entry)
    {
        if (entry.Scales.Count == 0 || entry.Scales.Any(scale => scale is < 1 or > 8) || entry.Scales.Distinct().Count() != entry.Scales.Count)
        {
            yield return ("scales", "expected one or several different scales from 1 to 8");
        }

        if (!(entry.PixelRange is 1 or 255))
        {
            yield return ("pixel_range", "expected 1 or 255");
        }

        foreach (var scale in entry.Anchor?.Keys.Except(entry.Scales) ?? [])
        {
            yield return ($"anchor.{scale}", $"'{entry.Id}' has no scale {scale}");
        }

        foreach (var scale in entry.Literature?.Psnr.Keys.Except(entry.Scales) ?? [])
        {
            yield return ($"literature.psnr.{scale}", $"'{entry.Id}' has no scale {scale}");
        }

        if (!IsHash(entry.Sha256))
        {
            yield return ("sha256", "expected 8 to 64 hexadecimal digits");
        }

        if (entry.File is not null && !IsFileName(entry.File))
        {
            yield return ("file", "expected a file name without folders");
        }

        foreach (var (index, source) in entry.Sources.Index())
        {
            if (!IsHash(source.Sha256))
            {
                yield return ($"sources[{index}].sha256", "expected 8 to 64 hexadecimal digits");
            }

            if (!IsFileName(source.File))
            {
                yield return ($"sources[{index}].file", "expected a file name without folders");
            }
        }
    }

    private static bool IsHash(string? hash) => hash is null || (hash.Length is >= 8 and <= 64 && hash.All(char.IsAsciiHexDigitLower));

    private static bool IsFileName(string name) => name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny("/\\") < 0;

    private sealed record Document(IReadOnlyList<WeightsEntry> Weights);
}
