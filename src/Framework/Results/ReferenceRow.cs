using System.Text.Json.Serialization;

namespace Research.Framework.Results;

/// <summary>A paper's figures for one network and method on one data set: a line of <c>experiments/PAPER/reference.csv</c>.</summary>
/// <param name="Network">As the paper calls it; so the method and the data set.</param>
/// <param name="Reliability">How it came here: <c>paper</c>, <c>script</c>, <c>second-hand</c>, ...</param>
public sealed record ReferenceRow(string Network, int Scale, string Method, string Dataset, string Reliability, string Source)
{
    public const string FullPrecision = "fp32";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WeightBits { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ActivationBits { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Fab { get; init; }

    /// <summary>In dB.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Psnr { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ssim { get; init; }

    /// <summary>In dB, where the paper prints it instead of both PSNR.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PsnrDrop { get; init; }

    /// <summary>Of the PSNR; null where the paper does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Convention { get; init; }

    internal string Line => FormattableString.Invariant($"{Network}|{Scale}|{Method}|{WeightBits}|{ActivationBits}");
}
