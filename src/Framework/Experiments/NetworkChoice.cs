using System.Collections.Immutable;
using System.Globalization;
using Research.Framework.Weights;

namespace Research.Framework.Experiments;

/// <summary>Trained weights at one of the scales that they serve.</summary>
/// <param name="Optional">Left out, and named as left out, where the file is not at hand; else that is an error.</param>
public sealed record NetworkChoice(WeightsEntry Weights, int Scale, bool Optional)
{
    /// <summary>Data sets, as the experiment names them, that this network is not evaluated on.</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary><c>CARN-M_x234:x2</c>: the scale only where there could be another.</summary>
    public string Label => Weights.Scales.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Weights.Id}:x{Scale}") : Weights.Id;
}
