using System.Text.Json.Nodes;
using Research.Framework.Methods;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>The JSON schema of an experiment, for editors: keys and types, from the records that files are bound to. Names are checked by <c>research validate</c>.</summary>
public static class ExperimentSchema
{
    public static string Create()
    {
        var root = YamlSchema.Root(typeof(ExperimentDocument));
        root["$defs"] = new JsonObject { ["dataset"] = Either(Text(), YamlSchema.Of(typeof(DatasetDocument))) };
        root["required"] = new JsonArray("name"); // Another file may give all the others.
        var keys = root["properties"]!.AsObject();
        keys["networks"] = Either(new JsonObject { ["const"] = "all" }, List(Either(Text(), YamlSchema.Of(typeof(NetworkDocument)))));
        keys["methods"] = List(Either(Text(), YamlSchema.Of(typeof(MethodDocument))));
        keys["calibration"] = Reference("$defs/dataset");
        keys["training"] = Either(Reference("$defs/dataset"), List(Reference("$defs/dataset")));
        keys["validation"] = Reference("$defs/dataset");
        keys["datasets"] = List(Reference("$defs/dataset"));
        keys["metrics"] = List(Text());
        keys["figures"] = List(Text());
        keys["crops"] = List(YamlSchema.Of(typeof(CropDocument)));
        keys["profiles"] = Closed(Enum.GetValues<Budget>().Select(budget => (budget.Name(), Profile(keys))));
        return YamlSchema.Print(root);
    }

    private static JsonObject Profile(JsonObject keys) =>
        Closed(keys.Select(key => key.Key).Where(key => key is not ("name" or "extends" or "profiles")).Select(key => (key, Reference($"properties/{key}"))));

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items, ["minItems"] = 1 };

    private static JsonObject Either(params JsonObject[] forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    private static JsonObject Reference(string place) => new() { ["$ref"] = $"#/{place}" };

    private static JsonObject Closed(IEnumerable<(string Key, JsonObject Value)> keys) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Value))),
        ["additionalProperties"] = false,
    };
}
