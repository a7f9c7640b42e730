using System.Text.Json.Nodes;
using Research.Framework.Experiments;
using Research.Framework.Yaml;

namespace Research.Framework.Training;

/// <summary>The JSON schema of a training, for editors: keys and types, from the records that files are bound to.</summary>
public static class TrainingSchema
{
    public static string Create()
    {
        var root = YamlSchema.Root(typeof(TrainingDocument));
        var keys = root["properties"]!.AsObject();
        keys["parameters"] = new JsonObject { ["type"] = "object" };
        keys["images"] = new JsonObject { ["type"] = "array", ["items"] = Dataset(), ["minItems"] = 1 };
        keys["validation"] = Dataset();
        return YamlSchema.Print(root);
    }

    private static JsonObject Dataset() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, YamlSchema.Of(typeof(DatasetDocument))) };
}
