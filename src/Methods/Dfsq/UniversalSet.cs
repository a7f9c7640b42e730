namespace Research.Methods.Dfsq;

/// <summary>The values of which a channel's quantization points are a subset: sums of a few powers of two, which hardware multiplies with by shifts.</summary>
/// <remarks>
/// Each word chooses one of four values; the sum is divided by the number of words. DFSQ (released code): four words
/// P_w = {1, 2^-w, 2^-(w+4), 0}, w = 1..4, and both signs: 189 magnitudes, 377 values, all multiples of 1/1024. Other numbers of words
/// go on by the same rule. SQ (Oh et al., ECCV 2022, released code): {1, 1/2, 1/8, 0} + {1, 1/4, 1/16, 0}, 15 magnitudes.
/// </remarks>
internal sealed class UniversalSet
{
    private UniversalSet(IReadOnlyList<double[]> words)
    {
        IEnumerable<double> sums = [0.0];
        foreach (var word in words)
        {
            sums = [.. sums.SelectMany(_ => word, (sum, value) => sum + value).Distinct()];
        }

        Magnitudes = [.. sums.Select(sum => sum / words.Count).Distinct().Order()];
        Values = [.. Magnitudes.Skip(1).Select(value => -value).Reverse(), .. Magnitudes];
    }

    /// <summary>SQ's.</summary>
    public static UniversalSet Sq { get; } = new([[1, 1 / 2.0, 1 / 8.0, 0], [1, 1 / 4.0, 1 / 16.0, 0]]);

    /// <summary>The values that are not negative, ascending from 0 to 1.</summary>
    public double[] Magnitudes { get; }

    /// <summary>All values, ascending from -1 to 1; 0 is in the middle.</summary>
    public double[] Values { get; }

    /// <summary>DFSQ's.</summary>
    /// <param name="words">4 in the released code.</param>
    public static UniversalSet Dfsq(int words) => new([.. Enumerable.Range(1, words).Select(w => new[] { 1, Math.Pow(2, -w), Math.Pow(2, -(w + 4)), 0 })]);

    /// <summary>The element nearest to <paramref name="x"/>, the smaller of two equally near ones.</summary>
    public double Nearest(double x)
    {
        var at = Array.BinarySearch(Values, x);
        at = Math.Clamp(at < 0 ? ~at : at, 0, Values.Length - 1);
        return at > 0 && Math.Abs(x - Values[at - 1]) <= Math.Abs(x - Values[at]) ? Values[at - 1] : Values[at];
    }
}
