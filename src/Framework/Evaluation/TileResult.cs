using System.Collections.Immutable;

namespace Research.Framework.Evaluation;

/// <summary>What was chosen for one pass: a tile, or a whole image.</summary>
/// <param name="EdgeScore">How much edge there is in it, see <c>EdgeScore</c>; null for networks on luma.</param>
/// <param name="Bits">Of the counted edges, in order of execution.</param>
public sealed record TileResult(LrArea Area, double? EdgeScore, ImmutableArray<int> Bits)
{
    public double FeatureAverageBits => Bits.Average();

    internal static TileResult Of(Pass pass) => new(pass.Area, null, [.. pass.Bits.Edges.Where(edge => edge.Edge.Counted).Select(edge => edge.Bits)]);
}
