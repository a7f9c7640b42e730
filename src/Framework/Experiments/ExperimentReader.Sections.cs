using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <content>Sections, their items and their short forms.</content>
internal sealed partial class ExperimentReader
{
    private JsonNode? Section(string key) => (file.Root as JsonObject)?[key];

    private IEnumerable<(string Path, JsonNode? Node)> Nodes(string section)
    {
        if (Section(section) is not JsonArray items)
        {
            return []; // Reported with the document's other types, if it is wrong.
        }

        if (items.Count == 0)
        {
            Add($"$.{section}", $"'{section}' is an empty list; leave the key out, or name something");
        }

        return items.ToList().Select((node, index) => ($"$.{section}[{index}]", node));
    }

    /// <summary>The names as they stand there, right or wrong.</summary>
    /// <param name="key">Of the long form; the short one is what is preferred.</param>
    private IEnumerable<string> WrittenDatasets(string key = "prefer") => Section("datasets") is not JsonArray items ? [] : items
        .Select(item => item is JsonObject keys ? keys[key] : key == "prefer" ? item : null).OfType<JsonValue>()
        .Where(name => name.GetValueKind() == JsonValueKind.String).Select(name => name.GetValue<string>());

    private IEnumerable<(string Path, T Value)> Items<T>(string section, Func<JsonNode?, string, JsonNode?> expand)
        where T : class
    {
        foreach (var (path, node) in Nodes(section))
        {
            var before = _errors.Count;
            var expanded = expand(node, path);
            if (_errors.Count == before && file.Bind(expanded, typeof(T), path, _errors) is T value)
            {
                yield return (path, value);
            }
        }
    }

    private IEnumerable<(string Path, string Name)> Names(string section)
    {
        foreach (var (path, node) in Nodes(section))
        {
            if (file.Bind(node, typeof(string), path, _errors) is string name)
            {
                yield return (path, name);
            }
        }
    }

    /// <summary>Lets a plain text stand for the keys and values that <paramref name="read"/> makes of it.</summary>
    private Func<JsonNode?, string, JsonNode?> Shorthand(Func<string, JsonObject> read) => (node, path) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? Try(path, () => read(value.GetValue<string>())) : node;

    private static Func<string, JsonObject> Named(string key) => text => new JsonObject { [key] = text };

    private static JsonObject ReadIdentity(string text)
    {
        var identity = MethodIdentity.Parse(text);
        return new JsonObject { ["id"] = identity.Method, ["options"] = identity.Options };
    }

    private T? Try<T>(string path, Func<T> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (ResearchException error)
        {
            Add(path, error.Message);
            return null;
        }
    }

    private void Repeated(string section, IEnumerable<string> names)
    {
        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add($"$.{section}", $"'{name.Key}' stands in '{section}' more than once");
        }
    }

    private void Add(string path, string message) => _errors.Add($"{file.At(path)}: {message}");
}
