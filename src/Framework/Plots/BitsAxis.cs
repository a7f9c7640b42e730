using System.Globalization;

namespace Research.Framework.Plots;

/// <summary>An axis of bits, equidistant, with full precision as a place of its own at the right end.</summary>
internal readonly record struct BitsAxis(int Fewest, int Most)
{
    private const double Gap = 1.5;
    private const int FullPrecision = 32;

    public double Minimum => Fewest - 0.5;

    public double Maximum => Most + Gap + 0.5;

    public IEnumerable<(double Place, string Text)> Ticks
    {
        get
        {
            var full = Place(FullPrecision);
            return Enumerable.Range(Fewest, Most - Fewest + 1)
                .Select(bits => ((double)bits, bits.ToString(CultureInfo.InvariantCulture)))
                .Append((full, "FP32"));
        }
    }

    public double Place(double bits) => bits >= FullPrecision ? Most + Gap : bits;
}
