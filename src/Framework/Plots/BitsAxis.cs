using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>An axis of bits, equidistant, with full precision as a place of its own at the right end.</summary>
internal sealed record BitsAxis(int Fewest, int Most) : ICostAxis
{
    private const double Gap = 1.5;
    private const double Margin = 0.5;

    public double Place(double cost) => cost >= RowLabels.FullPrecision ? Most + Gap : cost;

    public void Fit(Plot plot)
    {
        var bits = Enumerable.Range(Fewest, Most - Fewest + 1).Select(count => new Tick(count, count.ToString(CultureInfo.InvariantCulture)));
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. bits, new Tick(Most + Gap, "FP32")]);
        plot.Axes.SetLimitsX(Fewest - Margin, Most + Gap + Margin);
    }
}
