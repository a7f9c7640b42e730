using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>What figures call a row.</summary>
public static class RowLabels
{
    public const int FullPrecision = 32;

    /// <summary>A panel's title: the weights, with the scale where their name does not end with it.</summary>
    public static string Panel(ResultRow row) =>
        row.Weights.EndsWith(string.Create(CultureInfo.InvariantCulture, $"x{row.Scale}"), StringComparison.Ordinal) ? row.Weights : string.Create(CultureInfo.InvariantCulture, $"{row.Weights} x{row.Scale}");

    /// <summary>The method and all its options but the bits.</summary>
    public static string Series(ResultRow row, string name)
    {
        var others = string.Join(", ", MethodIdentity.Parse(row.Identity).Without("w", "a"));
        return others.Length > 0 ? $"{name} [{others}]" : name;
    }

    /// <summary>Bits of weights and activations, <c>4/4</c>, with FAB where the activations' vary.</summary>
    public static string Bits(ResultRow row) => IsFullPrecision(row)
        ? "FP32"
        : string.Create(CultureInfo.InvariantCulture, $"{row.WeightBits?.ToString(CultureInfo.InvariantCulture) ?? "mixed"}/{row.ActivationBits ?? Math.Round(row.FeatureAverageBits, 2)}");

    public static bool IsFullPrecision(ResultRow row) => row is { WeightBits: FullPrecision, ActivationBits: FullPrecision };
}
