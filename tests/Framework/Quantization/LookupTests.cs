using System.Text.Json.Nodes;
using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class LookupTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>Points k/1024 as DFSQ's, in no order, some twice; elements at and beside the middles between them.</summary>
    private static readonly Gen<(int Samples, int Channels, float[] Points, float[] Scales, float[] X)> Cases =
        from samples in Gen.Int[1, 3]
        from channels in Gen.Int[1, 37]
        from bits in Gen.Int[1, 4]
        from points in Gen.Int[-1024, 1024].Select(k => k / 1024f).Array[channels << bits]
        from scales in Gen.Float[0.01f, 40].Array[samples * channels * 2]
        from x in Gen.OneOf(Gen.Int[-2048, 2048].Select(k => k / 2048f), Gen.Float[-1, 1]).Array[samples * channels * 6]
        select (samples, channels, points, scales, x);

    [Fact]
    public void VectorScalarAndTensorForm_AgreeBitForBit() => Cases.Sample(
        c =>
        {
            using var scope = torch.NewDisposeScope();
            var x = torch.tensor(c.X).view(c.Samples, c.Channels, 2, 3);
            var scales = torch.tensor(c.Scales).view(2, c.Samples, c.Channels, 1, 1);
            var points = torch.tensor(c.Points).view(c.Channels, -1).t().unbind(0).Select(point => point.view(1, c.Channels, 1, 1));
            torch.Tensor[] plain = [torch.zeros(1, 1, 1, 1), torch.ones(1, 1, 1, 1), .. points];
            torch.Tensor[] scaled = [scales[0], scales[1], .. points];
            KernelForms.AssertAgree(x, plain, values => new LookupKernel(values[0], values[1], values[2..]), input => Lookup.Operations(input, plain));
            KernelForms.AssertAgree(x * scales[1] + scales[0], scaled, values => new LookupKernel(values[0], values[1], values[2..]), input => Lookup.Operations(input, scaled));
        },
        iter: 100);

    /// <summary>By plain arithmetic: smallest distance, first index.</summary>
    [Fact]
    public void TheNearestPointWins_AndTheFirstOfEquallyNearOnes() => Cases.Sample(
        c =>
        {
            using var scope = torch.NewDisposeScope();
            var y = KernelForms.Values(Lookup.Nearest(torch.tensor(c.X).view(c.Samples, c.Channels, 2, 3), torch.tensor(c.Points).view(c.Channels, -1)));
            var count = c.Points.Length / c.Channels;
            for (var i = 0; i < c.X.Length; i++)
            {
                var own = c.Points.AsSpan(i / 6 % c.Channels * count, count).ToArray();
                Assert.Equal(own.MinBy(point => MathF.Abs(c.X[i] - point)), y[i]);
            }
        },
        iter: 100);

    [Fact]
    public void ItIsIdempotent_Monotone_AndGivesPointsOnly() => Gen.Select(Gen.Int[-1024, 1024].Select(k => k / 1024f).Array[1, 64], Gen.Float[-1.5f, 1.5f].Array[40]).Sample(
        (points, x) =>
        {
            using var scope = torch.NewDisposeScope();
            Array.Sort(x);
            var once = Lookup.Nearest(torch.tensor(x).view(1, 1, 5, 8), torch.tensor(points).view(1, -1));
            var values = KernelForms.Values(once);
            Assert.All(values, value => Assert.Contains(value, points));
            Assert.True(values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second));
            Assert.Equal(values, KernelForms.Values(Lookup.Nearest(once, torch.tensor(points).view(1, -1))));
        },
        iter: 100);

    [Fact]
    public void TheGradient_PassesStraightThrough()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor([-9f, -0.2f, 0.3f, 9f]).view(1, 2, 1, 2).requires_grad_();
        var upstream = torch.tensor([1f, 2f, 3f, 4f]).view(1, 2, 1, 2);
        Lookup.Nearest(x, torch.tensor([-1f, 0f, 0.25f, 2f]).view(2, 2)).backward([upstream]);
        Assert.Equal(KernelForms.Values(upstream), KernelForms.Values(x.grad!));
    }

    [Fact]
    public void AValueThatIsNotFinite_IsRefused()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var value in new[] { float.NaN, float.PositiveInfinity })
        {
            var x = torch.zeros(1, 3, 5, 7);
            x[0, 2, 4, 6] = value;
            var points = torch.tensor([0f, 1f]).view(1, 2);
            Assert.Throws<NotFiniteException>(() => Lookup.Nearest(x, points));
            Assert.Throws<NotFiniteException>(() => Lookup.Nearest(x.to_type(torch.ScalarType.Float64), points));
        }
    }

    /// <summary>DFSQ's released quantizer in float32: 4 layers, one with a dead channel, one with a point twice.</summary>
    [Fact]
    public void WithDfsqsStatistics_ItIsDfsqsActivationQuantizer()
    {
        using var scope = torch.NewDisposeScope();
        using var golden = Safetensors.Read(Path.Combine(Golden, "dfsq_modules.safetensors"));
        var cases = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "dfsq_modules.json")))!["cases"]!.AsArray();
        for (var i = 0; i < cases.Count; i++)
        {
            var x = golden.Tensors[$"case{i}.x"];
            var mean = cases[i]!["postReLU"]!.GetValue<bool>() ? torch.zeros(x.shape[0], x.shape[1]) : x.mean([2, 3]);
            var scale = (x - mean.view(x.shape[0], x.shape[1], 1, 1)).abs().amax([2, 3]).add(Scalars.Of(1e-8));
            var y = Lookup.Nearest(x, golden.Tensors[$"case{i}.qps"], mean, scale);
            Assert.Equal(0, (y - golden.Tensors[$"case{i}.x_q"]).abs().max().item<float>(), 1e-5);
        }
    }

    /// <summary>The closed-form vector, in float64.</summary>
    [Fact]
    public void InFloat64_ItIsDfsqsFormula()
    {
        using var scope = torch.NewDisposeScope();
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "adabm_dfsq_golden_vectors.json")))!["dfsq_activation"]!;
        torch.Tensor Numbers(string key) => torch.tensor(golden[key]!.AsArray().Select(value => value!.GetValue<double>()).ToArray(), torch.float64);
        double Number(string key) => golden[key]!.GetValue<double>();
        var y = Lookup.Nearest(
            Numbers("x").view(1, 1, 3, 4),
            Numbers("points").view(1, -1),
            torch.tensor(Number("mean"), torch.float64).view(1, 1),
            torch.tensor(Number("maxabs") + 1e-8, torch.float64).view(1, 1));
        Assert.Equal(Numbers("y").data<double>().ToArray(), y.view(-1).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
