using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Research.Framework.Evaluation;
using Research.Framework.Methods;

namespace Research.Framework.Experiments;

/// <summary>A finished cell as it is kept: its key, and the figures of every image.</summary>
internal sealed record StoredCell(JsonObject Key, string Identity, EvaluationResult Evaluation, NominalBits Bits, string WeightsSha256, long ModelBytes, double QuantizeSeconds)
{
    public MethodNotes Notes { get; init; } = MethodNotes.None;

    /// <summary>Kept as files beside this one.</summary>
    [JsonIgnore]
    public ImmutableArray<CropPicture> Crops { get; init; } = [];

    private static readonly JsonSerializerOptions Layout = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Layout);

    /// <returns>Null for a file of another version of the program, or damaged: such a cell is run again.</returns>
    public static StoredCell? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredCell>(File.ReadAllBytes(file), Layout);
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the bits of its tiles were kept; a method whose bits are fixed has none to tell of.</summary>
    [JsonIgnore]
    public bool HasTiles => Bits.Activations is not null || Evaluation.Images.All(image => image.Tiles is not null);

    /// <summary>With the names that this plan gives to equal content.</summary>
    public Measurement For(EvaluateCell cell) =>
        new(cell, Evaluation with { Dataset = cell.Dataset.Name }, Bits, WeightsSha256, ModelBytes, QuantizeSeconds) { Notes = Notes, Crops = Crops };

    public static StoredCell Of(Measurement measured, CellKey key) =>
        new(key.Parts, measured.Cell.Quantize.Method.Identity.ToString(), measured.Evaluation, measured.Bits, measured.WeightsSha256, measured.ModelBytes, measured.QuantizeSeconds) { Notes = measured.Notes };
}
