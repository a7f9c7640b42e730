namespace Research.Framework.Numerics;

/// <summary>Sorts many numbers in a few passes over them.</summary>
public static class RadixSort
{
    private const int Digits = 3;
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;

    /// <summary>Ascending, -0 before 0; no NaN.</summary>
    public static void Sort(Span<float> values)
    {
        var (keys, other) = (new uint[values.Length], new uint[values.Length]);
        var counts = new int[Digits * Buckets];
        for (var i = 0; i < values.Length; i++)
        {
            keys[i] = OrderedBits.Of(values[i]);
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Buckets) + Bucket(keys[i], digit)]++;
            }
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            Distribute(keys, other, digit, counts.AsSpan(digit * Buckets, Buckets));
            (keys, other) = (other, keys);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = OrderedBits.Value(keys[i]);
        }
    }

    /// <summary>By one digit; what is equal in it keeps its order.</summary>
    private static void Distribute(uint[] from, uint[] to, int digit, Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            (count, start) = (start, start + count);
        }

        foreach (var key in from)
        {
            to[counts[Bucket(key, digit)]++] = key;
        }
    }

    private static int Bucket(uint key, int digit) => (int)(key >> (digit * DigitBits)) & (Buckets - 1);
}
