using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>What a line with its marker stands for.</summary>
public sealed record LegendEntry(string Text, MethodStyle Style, LinePattern Pattern);
