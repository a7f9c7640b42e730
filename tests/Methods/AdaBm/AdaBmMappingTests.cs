using System.Globalization;
using System.Text.Json.Nodes;
using MathNet.Numerics.Statistics;
using Research.Framework.Experiments;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods;
using Research.Methods.AdaBm;
using TorchSharp;

namespace Research.Tests.Methods.AdaBm;

/// <summary>Complexity, thresholds and both mappings against closed-form vectors and the released code.</summary>
[Trait("tier", "unit")]
public sealed class AdaBmMappingTests
{
    private static readonly JsonNode Vectors = Read("adabm_dfsq_golden_vectors.json");
    private static readonly JsonNode Released = Read("adabm_modules.json");

    [Theory]
    [InlineData("8x8")]
    [InlineData("5x7")]
    [InlineData("16x12")]
    public void Complexity_HasItsValue(string size)
    {
        using var scope = torch.NewDisposeScope();
        var sides = size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        var pixels = from c in Enumerable.Range(0, 3) from y in Enumerable.Range(0, sides[0]) from x in Enumerable.Range(0, sides[1]) select (double)(((7 * x) + (13 * y) + (29 * c) + (x * y)) % 256);
        var complexity = ImageComplexity.Of(torch.tensor([.. pixels], [1, 3, sides[0], sides[1]]));
        Assert.Equal(Vectors["adabm_complexity"]!["c"]![size]!.GetValue<double>(), complexity.item<double>(), 1e-9);
    }

    [Fact]
    public void AnImagesBits_AndTheirGradients_AreTheReleasedCodes()
    {
        using var scope = torch.NewDisposeScope();
        var golden = Released["bit_img"]!;
        var mapping = new ImageMapping(torch.float64);
        mapping.Set(new ValueRange(golden["l"]!.GetValue<double>(), golden["u"]!.GetValue<double>()));
        var bits = mapping.Factor(torch.tensor(Numbers(golden["c"]!)));
        bits.backward([torch.tensor(Numbers(golden["upstream"]!))]);
        Assert.Equal(Numbers(golden["bits"]!), bits.detach().data<double>().ToArray());
        Assert.Equal(golden["grad_l"]!.GetValue<double>(), mapping.Lower.grad!.item<double>(), 1e-9);
        Assert.Equal(golden["grad_u"]!.GetValue<double>(), mapping.Upper.grad!.item<double>(), 1e-9);
    }

    [Fact]
    public void Layers_StartWithTheReleasedCodesBits()
    {
        foreach (var golden in Released["layer_bits"]!.AsArray())
        {
            var deviations = Numbers(golden!["stds"]!);
            Assert.Equal(Numbers(golden["bits"]!), deviations.Select(deviation => (double)LayerMapping.Start(deviation, part => deviations.QuantileCustom(part, QuantileDefinition.R7))));
            Assert.Equal(golden["p30"]!.GetValue<double>(), deviations.QuantileCustom(0.3, QuantileDefinition.R7), 1e-5);
        }
    }

    [Theory]
    [InlineData(-3.0, -1)]
    [InlineData(-0.51, -1)]
    [InlineData(-0.5, 0)]
    [InlineData(0.5, 0)]
    [InlineData(0.51, 1)]
    [InlineData(1.7, 1)]
    public void ALayersBits_AreItsScalarRounded_WithTheGradientOfTanh(double measure, int bits)
    {
        using var scope = torch.NewDisposeScope();
        var mapping = new LayerMapping(torch.float64);
        mapping.Set(measure);
        var factor = mapping.Factor();
        factor.backward();
        Assert.Equal((bits, bits), (mapping.Bits, (int)factor.item<double>()));
        Assert.Equal(1 - Math.Pow(Math.Tanh(measure), 2), mapping.Measure.grad!.item<double>(), 1e-12);
    }

    [Fact]
    public void Thresholds_FollowTheBatches()
    {
        var golden = Vectors["adabm_threshold_ema"]!;
        ValueRange? thresholds = null;
        foreach (var batch in golden["batches"]!.AsArray())
        {
            thresholds = Calibration.Follow(thresholds, Numbers(batch!));
        }

        Assert.Equal(golden["l"]!.GetValue<double>(), thresholds!.Value.Low, 1e-9);
        Assert.Equal(golden["u"]!.GetValue<double>(), thresholds.Value.High, 1e-9);
    }

    /// <summary>Images without contrast have both thresholds at zero.</summary>
    [Fact]
    public void ThresholdsThatAreEqual_HaveFiniteGradients()
    {
        using var scope = torch.NewDisposeScope();
        var mapping = new ImageMapping(torch.float32);
        mapping.Factor(torch.zeros(2)).sum().backward();
        Assert.True(mapping.Lower.grad!.isfinite().item<bool>());
        Assert.Equal(-1, mapping.Factor(torch.tensor(-1f).view(1)).item<float>());
    }

    [Theory]
    [InlineData("adabm[a=2]", "base bits must lie in 3..14")]
    [InlineData("adabm[w=1]", "weights' bits must lie in 2..16")]
    [InlineData("adabm[tune_weights=false,tune_activations=false,tune_mappings=false]", "nothing is left to tune")]
    [InlineData("adabm[images=1]", "at least 2 images")]
    public void OptionsThatCannotBe_AreNamed(string identity, string message) => Assert.Contains(
        message,
        Assert.Throws<ResearchException>(() => MethodIdentity.Parse(identity).Choose(BuiltInMethods.Create())).Message,
        StringComparison.Ordinal);

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", file)))!;

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(number => number!.GetValue<double>())];
}
