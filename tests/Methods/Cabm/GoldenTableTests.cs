using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Research.Methods.Cabm;

namespace Research.Tests.Methods.Cabm;

/// <summary>Whole tables of 500 made-up tiles, worked out by independent code.</summary>
[Trait("tier", "unit")]
public sealed class GoldenTableTests
{
    [Theory]
    [InlineData(0, 4500)]
    [InlineData(1, 3000)]
    public void EveryKey_HasTheReferencesBits(int which, int beta)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "cabm.json")))!["lut"]![which]!;
        Assert.Equal(beta, golden["beta"]!.GetValue<int>());
        var layers = Enumerable.Range(0, golden["layers"]!.GetValue<int>()).Select(i => new TableLayer($"layer {i}", [4, 6, 8], 36864)).ToImmutableArray();
        var entries = golden["keys"]!.AsArray().Zip(golden["configs"]!.AsArray(), (key, choices) => new TableEntry(key!.GetValue<int>(), [.. choices!.AsArray().Select(choice => choice!.GetValue<byte>())])).ToList();
        var table = new TableBuilder(layers, entries, BitWeighting.Macs, TableSelection.Min, new Random(0)).Paper(beta, golden["De"]!.GetValue<int>());

        Assert.Equal(500, entries.Count);
        Assert.Equal(30, golden["expected"]!.AsArray().Count);
        foreach (var expected in golden["expected"]!.AsArray().Select(node => node!))
        {
            var key = expected["key"]!.GetValue<int>();
            Assert.Equal(expected["bits"]!.AsArray().Select(bits => bits!.GetValue<int>()), table.Bits(key));
            Assert.Equal(entries[expected["entry_index"]!.GetValue<int>()].Choices, [.. table.Of(key)]);
        }

        Assert.Equal(golden["table_sum_of_sum_bits"]!.GetValue<int>(), Enumerable.Range(0, golden["table_keys"]!.GetValue<int>()).Sum(key => table.Bits(key).Sum()));
    }
}
