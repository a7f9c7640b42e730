using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Research.Framework.Methods;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>The JSON schema of an experiment, for editors: keys and types, from the records that files are bound to. Names are checked by <c>research validate</c>.</summary>
public static class ExperimentSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Create()
    {
        var root = Of(typeof(ExperimentDocument));
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root["$defs"] = new JsonObject { ["dataset"] = Either(Text(), Of(typeof(DatasetDocument))) };
        root["required"] = new JsonArray("name"); // Another file may give all the others.
        var keys = root["properties"]!.AsObject();
        keys["networks"] = Either(new JsonObject { ["const"] = "all" }, List(Either(Text(), Of(typeof(NetworkDocument)))));
        keys["methods"] = List(Either(Text(), Of(typeof(MethodDocument))));
        keys["calibration"] = Reference("$defs/dataset");
        keys["training"] = Reference("$defs/dataset");
        keys["datasets"] = List(Reference("$defs/dataset"));
        keys["metrics"] = List(Text());
        keys["figures"] = List(Text());
        keys["profiles"] = Closed(Enum.GetValues<Budget>().Select(budget => (budget.Name(), Profile(keys))));
        return root.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Profile(JsonObject keys) =>
        Closed(keys.Select(key => key.Key).Where(key => key is not ("name" or "extends" or "profiles")).Select(key => (key, Reference($"properties/{key}"))));

    private static JsonObject Of(Type type) => YamlFile.Binding.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();

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
