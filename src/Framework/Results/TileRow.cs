using System.Collections.Immutable;
using Research.Framework.Evaluation;

namespace Research.Framework.Results;

/// <summary>One pass over a tile of an image: a line of <c>tiles.csv</c>.</summary>
/// <param name="Place">The line of <c>rows.csv</c> that it belongs to.</param>
/// <param name="EdgeScore">Null for networks on luma.</param>
/// <param name="Bits">Of the counted edges, in order of execution.</param>
public sealed record TileRow(RowPlace Place, string Image, LrArea Area, double FeatureAverageBits, double? EdgeScore, ImmutableArray<int> Bits);
