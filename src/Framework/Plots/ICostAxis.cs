using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>The horizontal axis of a trade-off: where a cost stands, and what is written under it.</summary>
internal interface ICostAxis
{
    double Place(double cost);

    /// <summary>Sets the limits and the ticks.</summary>
    void Fit(Plot plot);
}
