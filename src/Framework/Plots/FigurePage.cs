using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>One picture: panels in rows, one legend for all, and a caption that makes it readable on its own.</summary>
/// <param name="Name">Of its files, without extension.</param>
/// <param name="Caption">Paragraphs, wrapped to the width of the page.</param>
public sealed record FigurePage(string Name, string Title, IReadOnlyList<Plot> Panels, IReadOnlyList<LegendEntry> Legend, IReadOnlyList<string> Caption);
