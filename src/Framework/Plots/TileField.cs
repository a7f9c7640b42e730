using Research.Framework.Evaluation;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>A tile of an image, as a map shows it.</summary>
/// <param name="Text">In its middle, where it fits.</param>
/// <param name="Mark">In its corner, with a frame around the tile; null for most.</param>
public sealed record TileField(LrArea Area, Color Colour, string Text, string? Mark = null);
