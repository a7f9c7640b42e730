using System.Text.Json.Nodes;

namespace Research.Framework.Experiments;

/// <summary>
/// Every combination of lists of options: <c>cross: { w: [8, 4], per_channel: [true, false] }</c> gives four, the last option changing
/// first. <c>same</c> instead of a list repeats the option in front of it: <c>{ w: [8, 6, 4], a: same }</c> gives three.
/// </summary>
internal static class OptionCross
{
    private const string Same = "same";

    /// <summary>What is wrong with it, by key.</summary>
    public static IEnumerable<(string Key, string Message)> Problems(JsonObject options, JsonObject cross)
    {
        foreach (var (index, (key, values)) in cross.Index())
        {
            if (options.ContainsKey(key))
            {
                yield return (key, $"'{key}' stands in 'options' and in 'cross'");
            }
            else if (values is not JsonArray { Count: > 0 } && !(IsSame(values) && index > 0))
            {
                yield return (key, $"expected a list of values for '{key}', or '{Same}' for those of the option in front of it");
            }
        }
    }

    public static IEnumerable<JsonObject> Expand(JsonObject options, JsonObject cross)
    {
        IEnumerable<JsonObject> all = [options];
        string? before = null;
        foreach (var (key, values) in cross)
        {
            var source = before;
            all = IsSame(values)
                ? [.. all.Select(chosen => With(chosen, key, chosen[source!]))]
                : [.. all.SelectMany(chosen => ((JsonArray)values!).Select(value => With(chosen, key, value)))];
            before = key;
        }

        return all;
    }

    private static bool IsSame(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == Same;

    private static JsonObject With(JsonObject options, string key, JsonNode? value)
    {
        var copy = (JsonObject)options.DeepClone();
        copy[key] = value?.DeepClone();
        return copy;
    }
}
