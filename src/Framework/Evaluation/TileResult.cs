using System.Collections.Immutable;
using Research.Framework.Data;

namespace Research.Framework.Evaluation;

/// <summary>What was chosen for one pass: a tile, or a whole image.</summary>
/// <param name="EdgeScore">How much edge there is in it, see <see cref="Evaluation.EdgeScore"/>; null for networks on luma.</param>
/// <param name="Bits">Of the counted edges, in order of execution.</param>
public sealed record TileResult(LrArea Area, double? EdgeScore, ImmutableArray<int> Bits)
{
    public double FeatureAverageBits => Bits.Average();

    /// <param name="lr">The whole image; null for networks on luma.</param>
    internal static TileResult Of(Pass pass, RgbImage? lr) => new(
        pass.Area,
        lr is null ? null : Evaluation.EdgeScore.Of(lr.Crop(pass.Area.X, pass.Area.Y, pass.Area.Width, pass.Area.Height)),
        [.. pass.Bits.Edges.Where(edge => edge.Edge.Counted).Select(edge => edge.Bits)]);
}
