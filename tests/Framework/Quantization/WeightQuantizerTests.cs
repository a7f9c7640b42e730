using System.Text.Json.Nodes;
using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class WeightQuantizerTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>DFSQ's released quantizer in float32; one case has a channel that is never 0.</summary>
    [Fact]
    public void Affine_IsDfsqs()
    {
        using var scope = torch.NewDisposeScope();
        using var golden = Safetensors.Read(Path.Combine(Golden, "dfsq_modules.safetensors"));
        var cases = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "dfsq_modules.json")))!["cases"]!.AsArray();
        for (var i = 0; i < cases.Count; i++)
        {
            var quantized = new AffineWeightQuantizer(cases[i]!["bits"]!.GetValue<int>(), perChannel: true).Quantize(golden.Tensors[$"case{i}.weight"]);
            Assert.Equal(0, (quantized - golden.Tensors[$"case{i}.w_q"]).abs().max().item<float>(), 1e-6);
        }
    }

    /// <summary>The closed-form vector, in float64.</summary>
    [Fact]
    public void Affine_IsDfsqsFormula()
    {
        using var scope = torch.NewDisposeScope();
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "adabm_dfsq_golden_vectors.json")))!["dfsq_weight"]!;
        torch.Tensor Rows(string key) => torch.tensor(golden[key]!.AsArray().SelectMany(row => row!.AsArray()).Select(value => value!.GetValue<double>()).ToArray(), torch.float64).view(2, 1, 3, 3);
        var quantized = new AffineWeightQuantizer(golden["bits"]!.GetValue<int>(), perChannel: true).Quantize(Rows("w"));
        Assert.Equal(0, (quantized - Rows("y")).abs().max().item<double>(), 1e-12);
    }

    [Fact]
    public void TheyAreMonotone_HaveAtMost2ToTheBitsLevels_AndPassGradientsThrough() =>
        Gen.Select(Gen.Int[2, 8], Gen.Bool, Gen.Bool, Gen.OneOf(Gen.Float[-2, 2], Gen.Const(0f)).Array[3 * 12]).Sample((bits, affine, perChannel, values) =>
        {
            using var scope = torch.NewDisposeScope();
            IWeightQuantizer quantizer = affine ? new AffineWeightQuantizer(bits, perChannel) : new SymmetricWeightQuantizer(bits, perChannel);
            var weight = torch.tensor(values).view(3, 1, 3, 4).flatten(1).sort(1).Values.view(3, 1, 3, 4).requires_grad_();
            var quantized = quantizer.Quantize(weight);
            quantized.backward([torch.full(weight.shape, Scalars.Of(3), torch.float32)]);
            Assert.All(KernelForms.Values(weight.grad!), gradient => Assert.Equal(3, gradient));

            var step = 2 * weight.abs().max().item<float>() / ((1 << bits) - 1);
            Assert.InRange((quantized - weight).abs().max().item<float>(), 0, step + 1e-6);
            foreach (var channel in perChannel ? quantized.unbind(0) : [quantized.flatten()])
            {
                Assert.InRange(KernelForms.Values(channel).Distinct().Count(), 1, 1 << bits);
            }

            Assert.True((quantized.flatten(1).diff(dim: 1).ge(Scalars.Of(0))).all().item<bool>());
            if (!affine) // An asymmetric range ends on a level only where it begins on one.
            {
                Assert.InRange((quantizer.Quantize(quantized) - quantized).abs().max().item<float>(), 0, 1e-6);
            }
        }, iter: 200);
}
