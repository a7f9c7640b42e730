using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Research.Framework.Experiments;
using Research.Framework.Yaml;

namespace Research.Framework.Training;

/// <summary>The JSON schema of a training, for editors: keys and types, from the records that files are bound to.</summary>
public static class TrainingSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Create()
    {
        var root = Of(typeof(TrainingDocument));
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        var keys = root["properties"]!.AsObject();
        keys["parameters"] = new JsonObject { ["type"] = "object" };
        keys["images"] = new JsonObject { ["type"] = "array", ["items"] = Dataset(), ["minItems"] = 1 };
        keys["validation"] = Dataset();
        return root.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Dataset() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Of(typeof(DatasetDocument))) };

    private static JsonObject Of(Type type) => YamlFile.Binding.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
}
