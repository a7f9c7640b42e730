using System.Collections.Immutable;
using Research.Framework.Runtime;

namespace Research.Methods.Cabm;

/// <summary>Makes a <see cref="BitTable"/> of what the selectors chose for many tiles.</summary>
internal sealed class TableBuilder
{
    private readonly ImmutableArray<TableLayer> _layers;
    private readonly IReadOnlyList<TableEntry> _entries;
    private readonly int[] _byKey;
    private readonly int[] _keys;
    private readonly long[] _costs;
    private readonly TableSelection _select;
    private readonly Random _random;

    /// <param name="entries">In the order in which they were seen, which decides among equals.</param>
    /// <param name="random">For <see cref="TableSelection.Random"/>.</param>
    internal TableBuilder(ImmutableArray<TableLayer> layers, IReadOnlyList<TableEntry> entries, BitWeighting weighting, TableSelection select, Random random)
    {
        if (entries.Count == 0)
        {
            throw new ResearchException("Without a tile there is no table: calibration images are missing.");
        }

        (_layers, _entries, _select, _random) = (layers, entries, select, random);
        var plain = weighting == BitWeighting.Plain || layers.Any(layer => layer.Macs == 0);
        _costs = [.. entries.Select(entry => layers.Zip(entry.Choices, (layer, choice) => layer.Candidates[choice] * (plain ? 1 : layer.Macs)).Sum())];
        _byKey = [.. Enumerable.Range(0, entries.Count).OrderBy(i => entries[i].Key)];
        _keys = [.. _byKey.Select(i => entries[i].Key)];
    }

    /// <summary>The paper's table: one bucket a key, widened from a key on.</summary>
    /// <remarks>
    /// The bucket of key k holds the tiles with key k where k &lt; beta, else those within <paramref name="reach"/> of it. An empty one takes the nearest that is not
    /// (the lower of two), keys beyond the largest seen take the last (paper, section 3.2; the subintervals of its precision F = 0.01 hold one key each).
    /// </remarks>
    /// <param name="beta">First key that is widened.</param>
    /// <param name="reach">De, in keys.</param>
    internal BitTable Paper(int beta, int reach) => Fill(key => Choose(Bucket(key, key >= beta ? reach : 0)), nearest: true);

    /// <summary>The released code's table.</summary>
    /// <remarks>
    /// From a key without tiles, or whose cheapest configuration has a FAB of <paramref name="threshold"/> or more, the walk goes down to the next that has a cheaper one.
    /// Where there is none below, which the released walk never leaves, the next above is taken; where there is none at all, the threshold does not count.
    /// </remarks>
    internal BitTable Released(double threshold)
    {
        var limit = Usable(threshold) > 0 ? threshold : double.PositiveInfinity;
        return Fill(key => Bucket(key, 0) is { Length: > 0 } bucket && CheapestFab(bucket) < limit ? Choose(bucket) : null, nearest: false);
    }

    /// <summary>Number of keys that have tiles and stay below a threshold.</summary>
    internal int Usable(double threshold) => _keys.Distinct().Count(key => CheapestFab(Bucket(key, 0)) < threshold);

    /// <summary>Indices of the tiles whose keys lie within a distance of a key.</summary>
    private ReadOnlySpan<int> Bucket(int key, int reach)
    {
        var (from, to) = (FirstFrom(key - reach), FirstFrom(key + reach + 1));
        return _byKey.AsSpan(from, to - from);
    }

    private int FirstFrom(int key)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _keys[middle] < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private double CheapestFab(ReadOnlySpan<int> bucket) => _layers.Zip(_entries[Extreme(bucket, 1)].Choices, (layer, choice) => layer.Candidates[choice]).Average();

    /// <summary>Index of the tile that a bucket stands for; null: it is empty.</summary>
    private int? Choose(ReadOnlySpan<int> bucket) => bucket.IsEmpty ? null : _select switch
    {
        TableSelection.Min => Extreme(bucket, 1),
        TableSelection.Max => Extreme(bucket, -1),
        _ => bucket[_random.Next(bucket.Length)],
    };

    /// <summary>The tile with the smallest signed cost; of several the one seen first.</summary>
    private int Extreme(ReadOnlySpan<int> bucket, int sign)
    {
        var best = bucket[0];
        foreach (var i in bucket[1..])
        {
            if ((sign * _costs[i], i).CompareTo((sign * _costs[best], best)) < 0)
            {
                best = i;
            }
        }

        return best;
    }

    /// <param name="nearest">Gaps take the nearest key; else the next lower one, and the lowest below it.</param>
    private BitTable Fill(Func<int, int?> choose, bool nearest)
    {
        var filled = Enumerable.Range(0, _keys[^1] + 1).Select(key => (Key: key, Tile: choose(key))).Where(bucket => bucket.Tile is not null).ToList();
        var choices = new byte[BitTable.Keys * _layers.Length];
        for (int key = 0, below = 0; key < BitTable.Keys; key++)
        {
            while (below + 1 < filled.Count && filled[below + 1].Key <= key)
            {
                below++;
            }

            var above = Math.Min(below + 1, filled.Count - 1);
            var taken = nearest && filled[above].Key - key < Math.Abs(key - filled[below].Key) && key < filled[above].Key ? above : below;
            _entries[filled[taken].Tile!.Value].Choices.CopyTo(choices, key * _layers.Length);
        }

        return new BitTable(_layers, choices);
    }
}
