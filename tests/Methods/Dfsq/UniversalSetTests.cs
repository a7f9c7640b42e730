using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Research.Methods.Dfsq;

namespace Research.Tests.Methods.Dfsq;

[Trait("tier", "unit")]
public sealed class UniversalSetTests
{
    [Theory]
    [InlineData("dfsq", 189)]
    [InlineData("sq-eccv2022", 15)]
    public void TheSets_AreThoseOfTheReleasedCodes(string set, int count)
    {
        var expected = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "experiments", "dfsq", "reference-universal-set.csv"))
            .Select(line => line.Split(',')).Where(fields => fields[0] == set)
            .Select(fields => double.Parse(fields[2], CultureInfo.InvariantCulture));
        var made = set == "dfsq" ? UniversalSet.Dfsq(4) : UniversalSet.Sq;
        Assert.Equal(expected, made.Magnitudes);
        Assert.Equal(count, made.Magnitudes.Length);
        Assert.Equal((2 * count) - 1, made.Values.Length);
        Assert.Equal(made.Values.Order().Distinct(), made.Values);
        Assert.Equal(made.Values, made.Values.Select(value => -value + 0.0).Reverse());
    }

    [Fact]
    public void ThePublishedSet_IsOfMultiplesOfA1024th()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "adabm_dfsq_golden_vectors.json")))!["dfsq_universal_set_x1024"]!;
        Assert.Equal(golden.AsArray().Select(value => value!.GetValue<double>()), UniversalSet.Dfsq(4).Magnitudes.Select(value => value * 1024));
    }

    /// <summary>Counted by hand for one word, with a second program for the others.</summary>
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 15)]
    [InlineData(3, 54)]
    [InlineData(5, 533)]
    public void FewerWords_GiveFewerValues(int words, int count) => Assert.Equal(count, UniversalSet.Dfsq(words).Magnitudes.Length);

    [Fact]
    public void TheNearestElement_IsTheFirstOfAPlainSearch() => Gen.OneOf(Gen.Int[-2100, 2100].Select(k => k / 2048.0), Gen.Double[-1.2, 1.2]).Sample(x =>
    {
        var set = UniversalSet.Dfsq(4);
        Assert.Equal(set.Values.MinBy(value => Math.Abs(x - value)), set.Nearest(x));
    });
}
