using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Research.Framework.Runtime;

namespace Research.Framework.Yaml;

/// <summary>Compares a document with the type it is to be bound to and finds all differences at once.</summary>
internal static class YamlValidation
{
    /// <param name="OnKey">The key is wrong, not its value.</param>
    public sealed record Problem(string Path, bool OnKey, string Message);

    public static IEnumerable<Problem> Check(JsonNode? node, Type type, string path) => Check(node, type, nullable: false, path);

    private static IEnumerable<Problem> Check(JsonNode? node, Type type, bool nullable, string path)
    {
        var info = YamlFile.Binding.GetTypeInfo(type);
        if (node is null)
        {
            return nullable || Nullable.GetUnderlyingType(type) is not null ? [] : [new Problem(path, false, $"a value is missing; expected {Describe(info)}")];
        }

        return (info.Kind, node) switch
        {
            (JsonTypeInfoKind.Object, JsonObject mapping) => CheckObject(mapping, info, path),
            (JsonTypeInfoKind.Enumerable, JsonArray sequence) => sequence.SelectMany((item, index) => Check(item, info.ElementType!, false, $"{path}[{index}]")),
            (JsonTypeInfoKind.Dictionary, JsonObject mapping) => mapping.SelectMany(item => CheckEntry(item.Key, item.Value, info, path)),
            (JsonTypeInfoKind.None, _) when Binds(node, type) => [],
            _ => [new Problem(path, false, $"expected {Describe(info)}, found {Shorten(node)}")],
        };
    }

    private static IEnumerable<Problem> CheckObject(JsonObject mapping, JsonTypeInfo info, string path)
    {
        var known = info.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var (key, value) in mapping)
        {
            var child = $"{path}.{key}";
            if (!known.TryGetValue(key, out var property))
            {
                yield return new Problem(child, true, $"there is no key '{key}' here.{Nearest.Hint(key, known.Keys)}");
                continue;
            }

            foreach (var problem in Check(value, property.PropertyType, property.AssociatedParameter?.IsNullable ?? property.IsSetNullable, child))
            {
                yield return problem;
            }
        }

        foreach (var property in known.Values.Where(property => property.IsRequired && !mapping.ContainsKey(property.Name)))
        {
            yield return new Problem(path, false, $"the key '{property.Name}' is missing");
        }
    }

    private static IEnumerable<Problem> CheckEntry(string key, JsonNode? value, JsonTypeInfo info, string path)
    {
        var child = $"{path}.{key}";
        return info.KeyType == typeof(int) && !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? [new Problem(child, true, $"the key '{key}' must be a whole number")]
            : Check(value, info.ElementType!, false, child);
    }

    private static bool Binds(JsonNode node, Type type)
    {
        try
        {
            node.Deserialize(type, YamlFile.Binding);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Describe(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "keys and values",
            JsonTypeInfoKind.Enumerable => "a list",
            _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, YamlFile.Binding)))}",
            _ when type == typeof(JsonArray) => "a list",
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) => "a number",
            _ => "keys and values",
        };
    }

    private static string Shorten(JsonNode node) => node.ToJsonString() is { Length: > 40 } text ? $"{text[..40]}..." : node.ToJsonString();
}
