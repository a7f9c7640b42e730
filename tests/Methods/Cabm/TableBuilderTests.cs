using System.Collections.Immutable;
using Research.Framework.Runtime;
using Research.Methods.Cabm;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class TableBuilderTests
{
    private static readonly ImmutableArray<TableLayer> Two = [new("a", [4, 6, 8], 10), new("b", [4, 6, 8], 10)];

    /// <summary>Made as the paper's text reads, key by key.</summary>
    [Theory]
    [InlineData(0, 0, TableSelection.Min)]
    [InlineData(300, 70, TableSelection.Min)]
    [InlineData(300, 70, TableSelection.Max)]
    [InlineData(26_000, 1000, TableSelection.Max)]
    public void PapersTable_IsThatOfThePlainSearch(int beta, int reach, TableSelection select)
    {
        var random = new Random(beta + reach);
        var entries = Enumerable.Range(0, 60).Select(_ => Entry(random.Next(700), random.Next(3), random.Next(3))).ToList();
        var table = Builder(entries, select).Paper(beta, reach);
        var last = entries.Max(entry => entry.Key);
        var buckets = Enumerable.Range(0, last + 1).ToDictionary(key => key, key => entries.Where(entry => key < beta ? entry.Key == key : Math.Abs(entry.Key - key) <= reach).ToList());
        var filled = buckets.Where(bucket => bucket.Value.Count > 0).Select(bucket => bucket.Key).ToList();
        for (var key = 0; key < 900; key++)
        {
            var bucket = buckets[filled.MinBy(other => (Math.Abs(other - Math.Min(key, last)), other))];
            var expected = select == TableSelection.Min ? bucket.MinBy(entry => entry.Choices.Sum(choice => choice)) : bucket.MaxBy(entry => entry.Choices.Sum(choice => choice));
            Assert.Equal(expected!.Choices, [.. table.Of(key)]);
        }
    }

    [Fact]
    public void ReleasedTable_WalksDownToTheNextThatIsCheapEnough()
    {
        var table = Builder([Entry(10, 0, 0), Entry(20, 2, 2), Entry(20, 1, 0), Entry(30, 1, 1)]).Released(threshold: 6);
        Assert.Equal([[4, 4], [4, 4], [4, 4], [6, 4], [6, 4], [6, 4]], new[] { 9, 10, 19, 20, 30, 25_500 }.Select(table.Bits));
        Assert.Equal([6, 6], Builder([Entry(10, 0, 0), Entry(30, 1, 1)]).Released(double.PositiveInfinity).Bits(31));
    }

    /// <summary>There the released walk never ends.</summary>
    [Fact]
    public void ReleasedTable_BelowTheFirstUsableKey_TakesIt_AndWithoutOneTheThresholdFalls()
    {
        var table = Builder([Entry(5, 2, 2), Entry(10, 0, 1)]).Released(threshold: 6);
        Assert.Equal([4, 6], table.Bits(0));
        Assert.Equal([4, 6], table.Bits(5));
        Assert.Equal(1, Builder([Entry(5, 2, 2), Entry(10, 0, 1)]).Usable(6));
        var all = Builder([Entry(5, 2, 2), Entry(10, 2, 1)]);
        Assert.Equal(0, all.Usable(6));
        Assert.Equal([8, 8], all.Released(threshold: 6).Bits(7));
        Assert.Equal([8, 6], all.Released(threshold: 6).Bits(10));
    }

    [Fact]
    public void AmongEquals_TheFirstSeenIsTaken()
    {
        List<TableEntry> entries = [Entry(5, 1, 0), Entry(4, 0, 1), Entry(5, 0, 1), Entry(6, 0, 1)];
        Assert.Equal([6, 4], Builder(entries).Paper(beta: 0, reach: 2).Bits(5));
        Assert.Equal([6, 4], Builder(entries, TableSelection.Max).Paper(beta: 0, reach: 2).Bits(5));
        Assert.Equal([4, 6], Builder([.. entries.Skip(1)]).Paper(beta: 0, reach: 2).Bits(5));
    }

    /// <summary>8 and 4 bits are as many as 4 and 8, but not where the second layer is ten times as large.</summary>
    [Fact]
    public void LayersWeighByTheirMacs_UnlessOneHasNone()
    {
        List<TableEntry> entries = [Entry(0, 0, 2), Entry(0, 2, 0)];
        IReadOnlyList<int> Bits(BitWeighting weighting, long a, long b) =>
            new TableBuilder([new("a", [4, 6, 8], a), new("b", [4, 6, 8], b)], entries, weighting, TableSelection.Min, new Random(0)).Paper(0, 0).Bits(0);
        Assert.Equal([8, 4], Bits(BitWeighting.Macs, 1, 10));
        Assert.Equal([4, 8], Bits(BitWeighting.Plain, 1, 10));
        Assert.Equal([4, 8], Bits(BitWeighting.Macs, 10, 1));
        Assert.Equal([4, 8], Bits(BitWeighting.Macs, 0, 10));
    }

    [Fact]
    public void RandomTables_AreOfTheSeed_AndOfTheBucket()
    {
        var entries = Enumerable.Range(0, 200).Select(i => Entry(i, i % 3, i / 3 % 3)).ToList();
        BitTable Make(int seed) => new TableBuilder(Two, entries, BitWeighting.Macs, TableSelection.Random, new Random(seed)).Paper(100, 20);
        Assert.True(Make(1).Choices.SequenceEqual(Make(1).Choices));
        Assert.False(Make(1).Choices.SequenceEqual(Make(2).Choices));
        Assert.Equal(entries[50].Choices, [.. Make(3).Of(50)]);
        Assert.True(Enumerable.Range(100, 100).Select(key => string.Join(',', Make(3).Bits(key))).Distinct().Count() > 4);
    }

    [Fact]
    public void WithoutTiles_ThereIsNoTable() => Assert.Contains("calibration images", Assert.Throws<ResearchException>(() => Builder([])).Message, StringComparison.Ordinal);

    private static TableBuilder Builder(IReadOnlyList<TableEntry> entries, TableSelection select = TableSelection.Min) => new(Two, entries, BitWeighting.Macs, select, new Random(0));

    private static TableEntry Entry(int key, int a, int b) => new(key, [(byte)a, (byte)b]);
}
