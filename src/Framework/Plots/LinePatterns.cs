using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>Patterns that tell the lines of one method apart.</summary>
public static class LinePatterns
{
    public static LinePattern Dash { get; } = new([4, 2], 0, "dash");

    private static readonly LinePattern[] All = [LinePattern.Solid, Dash, new([1, 2], 0, "dot"), new([6, 2, 1, 2], 0, "dash-dot")];

    public static LinePattern At(int position) => All[position % All.Length];
}
