using System.Text.Json.Nodes;
using Research.Framework.Methods;

namespace Research.Framework.Experiments;

/// <summary>What stands beside a kept network.</summary>
/// <param name="Key">Of its cell.</param>
/// <param name="Seconds">That it took to make.</param>
internal sealed record KeptNote(JsonObject Key, double Seconds, MethodNotes Notes)
{
    /// <summary>SHA-256 of its files by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
