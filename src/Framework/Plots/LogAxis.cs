using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>A logarithmic axis: the library draws log10 of the values, labelled with the values.</summary>
internal sealed record LogAxis(double Minimum, double Maximum) : ICostAxis
{
    private const double Margin = 0.08;

    /// <summary>A long label this near to an end of the axis, in parts of its length, would be cut off.</summary>
    private const double End = 0.06;
    private const int Long = 5;

    public double Place(double cost) => Math.Log10(cost);

    /// <summary>The narrower the axis, the more labels in a decade.</summary>
    public void Fit(Plot plot)
    {
        var (low, high) = (Math.Log10(Minimum), Math.Log10(Maximum));
        var margin = Math.Max((high - low) * Margin, 0.1);
        (low, high) = (low - margin, high + margin);
        var powers = Enumerable.Range((int)Math.Floor(low), (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1);
        double[] mantissas = (high - low) switch { > 3 => [1], > 1 => [1, 2, 5], _ => [1, 2, 3, 5, 7] };
        var ticks = powers.SelectMany(power => mantissas.Select(mantissa => mantissa * Math.Pow(10, power)))
            .Where(value => Math.Log10(value) >= low && Math.Log10(value) <= high)
            .Select(value => new Tick(Math.Log10(value), value.ToString("#,0.###", CultureInfo.InvariantCulture)))
            .Where(tick => tick.Label.Length <= Long || Math.Min(tick.Position - low, high - tick.Position) > End * (high - low));
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. ticks]);
        plot.Axes.SetLimitsX(low, high);
    }
}
