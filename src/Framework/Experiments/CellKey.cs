using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Research.Framework.Experiments;

/// <summary>All that decides a cell's figures, by content: equal keys, equal figures.</summary>
internal sealed class CellKey
{
    public const int ShortLength = 16;

    private readonly JsonObject _parts;

    /// <param name="parts">By name: <c>weights</c>, <c>options</c>, <c>data</c>, ...</param>
    public CellKey(JsonObject parts)
    {
        _parts = (JsonObject)Canonical(parts)!;
        Hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_parts.ToJsonString())));
    }

    /// <summary>SHA-256 of the canonical JSON: keys in ordinal order, no spaces.</summary>
    public string Hash { get; }

    /// <summary>For names of files.</summary>
    public string Short => Hash[..ShortLength];

    /// <summary>A copy that may be put into a document.</summary>
    public JsonObject Parts => (JsonObject)_parts.DeepClone();

    /// <summary>The names of the parts in which another key differs.</summary>
    public IReadOnlyList<string> Differences(JsonObject other) =>
        [.. _parts.Select(part => part.Key).Union(other.Select(part => part.Key)).Where(name => !JsonNode.DeepEquals(_parts[name], other[name]))];

    public CellKey With(JsonObject more) => new(new JsonObject(Parts.Concat(more).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))));

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Canonical(entry.Value)))),
        JsonArray sequence => new JsonArray([.. sequence.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
