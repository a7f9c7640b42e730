using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Yaml;

namespace Research.Framework.Methods;

/// <summary>The options that a method has, for people.</summary>
public static class MethodOptions
{
    /// <summary>Each as <c>rule=paper (or released)</c> with its default; what has none as <c>epochs: integer</c>.</summary>
    public static IEnumerable<string> Describe(MethodInfo method)
    {
        var schema = YamlSchema.Of(method.OptionsType)["properties"] as JsonObject ?? [];
        return Defaults(method).Select(option => Describe(option.Key, option.Value, schema[option.Key]));
    }

    /// <summary>What holds where nothing is given, by name in snake_case.</summary>
    internal static JsonObject Defaults(MethodInfo method) =>
        JsonSerializer.SerializeToNode(new JsonObject().Deserialize(method.OptionsType, YamlFile.Binding), method.OptionsType, YamlFile.Binding)!.AsObject();

    private static string Describe(string name, JsonNode? standard, JsonNode? schema)
    {
        if (standard is null)
        {
            return $"{name}: {TypeOf(schema)}";
        }

        var text = standard is JsonValue value && value.TryGetValue<string>(out var word) ? word : standard.ToJsonString();
        var others = schema?["enum"] is JsonArray known ? known.Select(choice => $"{choice}").Where(choice => choice != text).ToList() : [];
        return others.Count == 0 ? $"{name}={text}" : $"{name}={text} (or {string.Join(", ", others)})";
    }

    private static string TypeOf(JsonNode? schema) =>
        schema?["type"] is JsonArray types ? string.Join(" or ", types.Select(type => $"{type}").Where(type => type != "null")) : $"{schema?["type"] ?? "value"}";
}
