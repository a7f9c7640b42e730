using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.AdaBm.Figures;

/// <summary>An axis of whole numbers.</summary>
internal static class WholeTicks
{
    private const int Most = 8;

    public static void Set(IAxis axis, int first, int last)
    {
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        var step = steps.FirstOrDefault(candidate => (last - first) / candidate < Most, steps[^1]);
        axis.TickGenerator = new NumericManual(
        [
            .. Enumerable.Range(first, last - first + 1).Where(value => value == first ? first <= 1 : value % step == 0)
                .Where(value => value == first || value - first >= step / 2)
                .Select(value => new Tick(value, value.ToString(CultureInfo.InvariantCulture))),
        ]);
    }
}
