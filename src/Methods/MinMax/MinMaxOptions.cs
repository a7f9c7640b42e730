using System.Text.Json.Serialization;
using Research.Framework.Methods;

namespace Research.Methods.MinMax;

/// <summary>Options of <see cref="MinMaxMethod"/>.</summary>
public sealed record MinMaxOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A)
{
    /// <summary>Decay of a moving average of each image's extremes, as 0.9; 0: the extremes of all images.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // Absent from the keys of cells that were finished before it came.
    public double Ema { get; init; }

    public override string? Problem() =>
        Ema is >= 0 and < 1 ? base.Problem() : FormattableString.Invariant($"ema must be 0 (off) or a decay below 1; given ema={Ema}");
}
