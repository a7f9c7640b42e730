using Research.Framework.Numerics;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The range between two quantiles of all values seen, exact as for float32 values and with linear interpolation (numpy's default, R7).</summary>
/// <remarks>
/// Sorting all values would need all of them in memory. Instead two passes count: the first the upper 16 bits of each value (as
/// an integer that sorts alike), the second the lower 16 bits of those values that share their upper half with a wanted one.
/// </remarks>
/// <param name="percent">P in 50..100: the range is from the (100 - P) % to the P % quantile.</param>
public sealed class PercentileRange(double percent) : IRangeEstimator
{
    private readonly long[] _upper = new long[1 << 16];
    private Dictionary<int, long[]>? _lower;

    public int Passes => 2;

    public void Observe(torch.Tensor x)
    {
        ValueRange.Of(x);
        TensorValues.Visit(x, _lower is null ? CountUpper : CountLower);
    }

    public void EndPass() => _lower ??= Ranks().SelectMany(rank => new[] { rank.Floor, rank.Floor + 1 })
        .Select(rank => Locate(_upper, Math.Min(rank, _upper.Sum() - 1)).Bin).Distinct().ToDictionary(bin => bin, _ => new long[1 << 16]);

    public ValueRange Estimate(int bits)
    {
        if (_lower is null || _lower.Values.All(counts => counts.All(count => count == 0)))
        {
            throw new InvalidOperationException("nothing was observed, or once only: calibrate in two passes first");
        }

        var ends = Ranks().Select(rank => Value(rank.Floor) is var low && rank.Fraction > 0
            ? low + ((Value(rank.Floor + 1) - low) * rank.Fraction)
            : low).ToArray();
        return new ValueRange(ends[0], ends[1]);
    }

    private IEnumerable<(long Floor, double Fraction)> Ranks()
    {
        var last = _upper.Sum() - 1;
        return last < 0
            ? throw new InvalidOperationException("nothing was observed: calibrate first")
            : new[] { last * (1 - (percent / 100)), last * (percent / 100) }.Select(rank => ((long)rank, rank - Math.Floor(rank)));
    }

    /// <summary>The value at a position of the sorted values.</summary>
    private double Value(long rank)
    {
        var (upper, before) = Locate(_upper, rank);
        var (lower, _) = Locate(_lower![upper], rank - before);
        return OrderedBits.Value(((uint)upper << 16) | (uint)lower);
    }

    private static (int Bin, long Before) Locate(long[] counts, long rank)
    {
        var before = 0L;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (rank < before + counts[bin])
            {
                return (bin, before);
            }

            before += counts[bin];
        }

        throw new InvalidOperationException("the passes did not show the same values");
    }

    private void CountUpper(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            _upper[OrderedBits.Of(value) >> 16]++;
        }
    }

    private void CountLower(ReadOnlySpan<float> values)
    {
        var table = new long[]?[1 << 16];
        foreach (var (bin, counts) in _lower!)
        {
            table[bin] = counts;
        }

        foreach (var value in values)
        {
            var key = OrderedBits.Of(value);
            if (table[key >> 16] is { } counts)
            {
                counts[key & 0xFFFF]++;
            }
        }
    }
}
