using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Dfsq.Figures;

/// <summary>A logarithmic axis of a plot of log10 values.</summary>
internal static class Decades
{
    private const double Room = 0.08;
    private const double Least = 0.1;

    public static void Fit(IAxis axis, IReadOnlyCollection<double> values, Func<double, string>? label = null)
    {
        var (low, high) = (values.Min(Math.Log10), values.Max(Math.Log10));
        var margin = Math.Max((high - low) * Room, Least);
        (low, high) = (low - margin, high + margin);
        double[] mantissas = (high - low) switch { > 3 => [1], > 1 => [1, 3], _ => [1, 2, 3, 5, 7] };
        var ticks = Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
            .SelectMany(power => mantissas.Select(mantissa => mantissa * Math.Pow(10, power)))
            .Where(value => Math.Log10(value) >= low && Math.Log10(value) <= high)
            .Select(value => new Tick(Math.Log10(value), label?.Invoke(value) ?? value.ToString("#,0.######", CultureInfo.InvariantCulture)));
        axis.TickGenerator = new NumericManual([.. ticks]);
        (axis.Min, axis.Max) = (low, high);
    }
}
