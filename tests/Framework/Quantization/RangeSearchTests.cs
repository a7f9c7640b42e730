using System.Globalization;
using System.Text.Json.Nodes;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>Against searches of an independent program over closed-form values, in float64.</summary>
[Trait("tier", "unit")]
public sealed class RangeSearchTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "adabm_dfsq_golden_vectors.json")))!;

    [Fact]
    public void Symmetric_FindsAdaBmsLimits()
    {
        using var scope = torch.NewDisposeScope();
        var weight = Series(400, i => (0.05 * Math.Sin(1.7 * i)) + (0.03 * Math.Cos(0.31 * i)));
        foreach (var (bits, expected) in Golden["adabm_weight_omse"]!["result"]!.AsObject())
        {
            var found = RangeSearch.Symmetric(weight, int.Parse(bits, CultureInfo.InvariantCulture));
            Assert.Equal(expected!["i"]!.GetValue<int>(), found.Step);
            Assert.Equal(Number(expected, "U"), found.Limit, 1e-12);
            Assert.Equal(Number(expected, "mse"), found.Error, 1e-12);
        }
    }

    /// <summary>Lower and upper are half the old range and half the one found, as bit-aware clipping mixes them.</summary>
    [Fact]
    public void Interval_FindsAdaBmsRanges()
    {
        using var scope = torch.NewDisposeScope();
        var x = Series(1000, i => Math.Pow((20 * Math.Sin(1.7 * i)) + (12 * Math.Cos(0.31 * i)), 3) / 300);
        foreach (var (bits, expected) in Golden["adabm_bac"]!["result"]!.AsObject())
        {
            var start = ValueRange.Of(x);
            var found = RangeSearch.Interval(x, start, int.Parse(bits, CultureInfo.InvariantCulture));
            Assert.Equal(expected!["best_i"]!.GetValue<int>(), found.Step);
            Assert.Equal(Number(expected, "lower"), 0.5 * (start.Low + found.Range.Low), 1e-9);
            Assert.Equal(Number(expected, "upper"), 0.5 * (start.High + found.Range.High), 1e-9);
            Assert.Equal(Number(expected, "mse"), found.Error, 1e-9);
        }
    }

    private static double Number(JsonNode node, string key) => node[key]!.GetValue<double>();

    private static torch.Tensor Series(int count, Func<int, double> value) => torch.tensor(Enumerable.Range(0, count).Select(value).ToArray(), torch.float64);
}
