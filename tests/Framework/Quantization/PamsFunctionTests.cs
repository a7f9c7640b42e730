using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>PAMS' quantizer with several candidates: vectors of the specification, the fused form against tensor operations, and the laws of quantizers.</summary>
[Trait("tier", "unit")]
public sealed class PamsFunctionTests
{
    private static readonly float[] X = [-12, -3.2f, 0, 0.4f, 1, 5, 9.99f, 30];
    private static readonly Gen<float> Value = Gen.OneOf(Gen.Float[-30, 30], Gen.Const(-4f), Gen.Const(7f), Gen.Const(0f));

    [Theory]
    [InlineData(4, new[] { -10, -2.857143, 0, 0, 1.428571, 5.714286, 10, 10 })]
    [InlineData(6, new[] { -10, -3.225806, 0, 0.322581, 0.967742, 5.161290, 10, 10 })]
    [InlineData(8, new[] { -10, -3.228346, 0, 0.393701, 1.023622, 5.039370, 10, 10 })]
    public void ItIsTheSpecifications(int bits, double[] expected)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var dtype in new[] { torch.float32, torch.float64 })
        {
            var y = PamsFunction.Quantize(torch.tensor(X, [1, 1, 2, 4]).to_type(dtype), torch.tensor([10.0], dtype), [bits], [0], null, clip: true);
            Assert.All(y.to_type(torch.float64).data<double>().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        }
    }

    [Fact]
    public void TheBoundsGradient_IsTheSpecifications()
    {
        double[] expected = [-1, 0.034286, 0, -0.04, 0.042857, 0.071429, 0.001, 1];
        foreach (var (i, value) in X.Index())
        {
            using var scope = torch.NewDisposeScope();
            var alpha = torch.tensor(new[] { 10f }).requires_grad_();
            PamsFunction.Quantize(torch.tensor(new[] { value }, [1, 1, 1, 1]), alpha, [4], [0], null, clip: true).sum().backward();
            Assert.Equal(expected[i], alpha.grad!.item<float>(), 1e-6);
        }
    }

    [Fact]
    public void TheFusedForm_HasTheOperationsValuesAndGradients() =>
        Gen.Select(Value.Array[360], Gen.Float[-1, 1].Array[360], Gen.Float[0.1f, 1].Array[9], Gen.Int[0, 2].Array[3], Gen.Bool, Gen.Bool).Sample((values, slopes, weights, choices, channelsLast, clip) =>
        {
            using var scope = torch.NewDisposeScope();
            torch.Tensor Laid(float[] from) => torch.tensor(from).view(3, 5, 4, 6) is var x && channelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
            var (results, gradients) = (new List<torch.Tensor>(), new List<torch.Tensor[]>());
            int[] limits = [7, 31, 127];
            foreach (var fused in new[] { true, false })
            {
                var (x, alpha, mixture) = (Laid(values).requires_grad_(), torch.tensor(new[] { 4.312345f, 7.712345f, 11.112345f }).requires_grad_(), torch.tensor(weights, [3, 3]).requires_grad_());
                var y = fused ? PamsFunction.Quantize(x, alpha, [4, 6, 8], choices, mixture, clip) : PamsFunction.Operations(x, alpha, limits, choices, mixture, clip);
                y.backward([Laid(slopes)]);
                results.Add(y.detach());
                gradients.Add([x.grad!, alpha.grad!, mixture.grad!]);
            }

            Assert.InRange((results[0] - results[1]).abs().max().item<float>(), 0, 1e-5f);
            foreach (var (actual, expected) in gradients[0].Zip(gradients[1]))
            {
                Assert.Equal(expected.shape, actual.shape);
                Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4f * Math.Max(1, expected.abs().max().item<float>()));
            }
        }, iter: 100);

    [Fact]
    public void ScalarsAndVectors_Agree() => Gen.Select(Value.Array[1, 3000], Gen.Int[2, 8], Gen.Bool).Sample((values, bits, clip) =>
    {
        PamsGradient[] kernels = [new(7, (1 << (bits - 1)) - 1, clip), new(4.5f, 127, clip)];
        var slopes = Array.ConvertAll(values, value => (value % 3) - 0.5f);
        var (dx, expected, sums) = (new float[values.Length], new float[values.Length], new PamsSums[2]);
        PamsGradient.Mixture(kernels, [0.25f, 0.75f], values, slopes, dx, sums);
        var scalars = kernels.Zip([0.25f, 0.75f], (kernel, weight) => kernel.Scalar(weight, values, slopes, expected)).ToArray();
        Assert.Equal(expected, dx);
        foreach (var (vector, scalar) in sums.Zip(scalars))
        {
            Assert.Equal(scalar.Product, vector.Product, 1e-2);
            Assert.Equal(scalar.Bound, vector.Bound, 1e-2);
        }
    }, iter: 100);

    /// <summary>Samples do not see each other: each comes out as it would alone.</summary>
    [Fact]
    public void EachSample_HasItsOwnBits() => Gen.Select(Value.Array[120], Gen.Int[0, 2].Array[4]).Sample((values, choices) =>
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.no_grad();
        var (x, alpha) = (torch.tensor(values, [4, 5, 2, 3]), torch.tensor(new[] { 4.3f, 7.7f, 11.1f }));
        var y = PamsFunction.Quantize(x, alpha, [4, 6, 8], choices, null, clip: true);
        for (var n = 0; n < 4; n++)
        {
            KernelForms.AssertSameBits(PamsFunction.Quantize(x.narrow(0, n, 1), alpha, [4, 6, 8], [choices[n]], null, clip: true), y.narrow(0, n, 1).contiguous());
        }
    }, iter: 50);

    [Fact]
    public void TheLawsOfQuantizers_Hold() => Gen.Select(Value.Array[200], Gen.Int[2, 8], Gen.Float[0.5f, 20]).Sample((values, bits, alpha) =>
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.no_grad();
        Array.Sort(values);
        torch.Tensor Quantize(torch.Tensor x) => PamsFunction.Quantize(x, torch.tensor(new[] { alpha }), [bits], [0], null, clip: true);
        var once = Quantize(torch.tensor(values, [1, 1, 10, 20]));
        var levels = once.data<float>().ToArray();
        Assert.InRange((Quantize(once) - once).abs().max().item<float>(), 0, 1e-6f * alpha);
        Assert.True(levels.Zip(levels.Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.True(levels.All(level => MathF.Abs(level) <= alpha * 1.000001f));
        Assert.InRange(levels.Distinct().Count(), 1, (1 << bits) - 1);
    }, iter: 100);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WhatIsNotFinite_IsRefused(float value)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var dtype in new[] { torch.float32, torch.float64 })
        {
            var x = torch.full([1, 1, 4, 5], Scalars.Of(value), dtype).requires_grad_();
            Assert.Throws<NotFiniteException>(() => PamsFunction.Quantize(x, torch.tensor([1.0], dtype), [8], [0], null, clip: true));
        }
    }

    /// <summary>The warm-up epoch: the mean over the samples of max|x|, for all candidates; nothing is clipped.</summary>
    [Fact]
    public void InTheWarmUp_TheBoundFollowsTheBatch()
    {
        using var scope = torch.NewDisposeScope();
        var quantizer = new PamsQuantizer([4, 8], torch.float32);
        var x = torch.tensor(new float[] { -3, 1, 2, 5 }, [2, 1, 1, 2]);
        var bits = new BitDecision([8, 8]);
        var y = quantizer.Quantize(x, bits, new ForwardContext { Lr = x, WarmUp = true });
        Assert.Equal([4f, 4f], quantizer.Alpha.data<float>().ToArray());
        Assert.Equal(5, y.max().item<float>(), 0.02f);
        Assert.Equal(4, quantizer.Quantize(x, bits, new ForwardContext { Lr = x }).max().item<float>());
    }
}
