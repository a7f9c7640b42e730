using System.Text.Json.Serialization;

namespace Research.Framework.Evaluation;

/// <summary>One image's figures.</summary>
/// <param name="Metrics">By metric id; NaN where a convention does not apply to the network.</param>
/// <param name="FeatureAverageBits">FAB: plain mean over passes; 32 for full precision.</param>
/// <param name="Seconds">Of the forward passes alone.</param>
public sealed record ImageResult(
    string Image,
    int LrWidth,
    int LrHeight,
    IReadOnlyDictionary<string, double> Metrics,
    double FeatureAverageBits,
    double Seconds)
{
    /// <summary>Its passes one by one, empty where no bits can vary; null where they were not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TileResult>? Tiles { get; init; }
}
