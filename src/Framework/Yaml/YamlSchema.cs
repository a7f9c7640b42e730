using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Research.Framework.Yaml;

/// <summary>JSON schemas for editors, from the records that files are bound to (see <see cref="YamlFile.Binding"/>).</summary>
internal static class YamlSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(Type type) => YamlFile.Binding.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();

    /// <summary>The schema of a whole file, which names its dialect first.</summary>
    public static JsonObject Root(Type type)
    {
        var root = Of(type);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return root;
    }

    public static string Print(JsonObject root) => root.ToJsonString(Layout) + "\n";
}
