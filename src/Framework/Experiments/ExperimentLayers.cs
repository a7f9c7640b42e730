using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>
/// Puts an experiment together: the keys of the file that it <c>extends</c>, under its own, under those of the profile.
/// A key replaces the one below it whole. Every value still knows the file, line and column where it was written.
/// </summary>
internal sealed class ExperimentLayers(Budget profile, Func<string, string> read)
{
    private const int MaxDepth = 8;

    private readonly Dictionary<string, (YamlFile File, string Path, JsonNode? Node)> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (YamlFile File, string Path, JsonNode? Node)> _overrides = new(StringComparer.Ordinal);

    /// <exception cref="ResearchException">A file cannot be read, extends itself, or is not made of keys and values.</exception>
    public static YamlFile Resolve(YamlFile file, Budget profile, Func<string, string> read)
    {
        if (file.Root is not JsonObject)
        {
            return file; // Reported with the document's type.
        }

        var layers = new ExperimentLayers(profile, read);
        layers.Add(file, []);
        foreach (var (key, value) in layers._overrides)
        {
            layers._keys[key] = value;
        }

        var root = new JsonObject(layers._keys.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Node?.DeepClone())));
        return file.Derived(root, path => layers.Where(file, path));
    }

    private void Add(YamlFile file, List<string> children)
    {
        var root = file.Root as JsonObject ?? throw new ResearchException($"{file.Name}: expected keys and values.");
        var names = children.Append(Path.GetFullPath(file.Name)).ToList();
        if (root.TryGetPropertyValue("extends", out var written))
        {
            var other = (written as JsonValue)?.GetValueKind() == JsonValueKind.String ? written!.GetValue<string>() : throw new ResearchException($"{file.At("$.extends")}: expected the path of another experiment");
            var path = Path.Combine(Path.GetDirectoryName(file.Name) ?? string.Empty, other);
            if (names.Contains(Path.GetFullPath(path), StringComparer.Ordinal) || names.Count >= MaxDepth)
            {
                throw new ResearchException($"{file.At("$.extends")}: '{other}' extends this file in turn, or the chain is longer than {MaxDepth}");
            }

            Add(Open(file, path, other), names);
        }

        // A name is the folder of one file's results.
        Put(_keys, file, "$", root.Where(entry => entry.Key is not ("extends" or "profiles") && (entry.Key != "name" || children.Count == 0)));
        if (root.TryGetPropertyValue("profiles", out var profiles))
        {
            Put(_overrides, file, $"$.profiles.{profile.Name()}", Section(file, profiles) ?? []);
        }
    }

    private YamlFile Open(YamlFile from, string path, string written)
    {
        try
        {
            return YamlFile.Parse(path, read(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"{from.At("$.extends")}: '{written}' cannot be read: {error.Message}", error);
        }
    }

    private JsonObject? Section(YamlFile file, JsonNode? profiles)
    {
        var known = Enum.GetValues<Budget>().Select(budget => budget.Name()).ToList();
        var sections = profiles as JsonObject ?? throw new ResearchException($"{file.At("$.profiles")}: expected the profiles {string.Join(", ", known)} as keys");
        foreach (var (name, section) in sections)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new ResearchException($"{file.At($"$.profiles.{name}", onKey: true)}: there is no profile '{name}'.{Nearest.Hint(name, known)}");
            }

            if (section is not JsonObject keys)
            {
                throw new ResearchException($"{file.At($"$.profiles.{name}")}: expected the keys that this profile replaces");
            }

            if (keys.Select(entry => entry.Key).FirstOrDefault(key => key is "name" or "extends" or "profiles") is { } fixedKey)
            {
                throw new ResearchException($"{file.At($"$.profiles.{name}.{fixedKey}", onKey: true)}: a profile cannot replace '{fixedKey}'");
            }
        }

        return sections[profile.Name()] as JsonObject;
    }

    private static void Put(Dictionary<string, (YamlFile File, string Path, JsonNode? Node)> layer, YamlFile file, string path, IEnumerable<KeyValuePair<string, JsonNode?>> entries)
    {
        foreach (var (key, node) in entries)
        {
            layer[key] = (file, $"{path}.{key}", node);
        }
    }

    /// <summary>Where <c>$.key...</c> of the whole was written.</summary>
    private (YamlFile File, string Path) Where(YamlFile file, string path)
    {
        var end = path.Length > 2 ? path.IndexOfAny(['.', '['], 2) : -1;
        var key = path.Length <= 2 ? string.Empty : end < 0 ? path[2..] : path[2..end];
        return _keys.TryGetValue(key, out var origin) ? (origin.File, origin.Path + (end < 0 ? string.Empty : path[end..])) : (file, "$");
    }
}
