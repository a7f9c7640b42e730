using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Research.Framework.Yaml;

/// <summary>The type of unquoted text, as in JSON: <c>null</c>, <c>true</c>, <c>false</c>, numbers; all else is text.</summary>
internal static partial class PlainScalar
{
    public static JsonNode? Parse(string text) => text switch
    {
        "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => JsonNumber().IsMatch(text) ? JsonNode.Parse(text) : JsonValue.Create(text),
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$")]
    private static partial Regex JsonNumber();
}
