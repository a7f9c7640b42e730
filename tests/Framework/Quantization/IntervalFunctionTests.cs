using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>The fused form of AdaBM's quantizer against tensor operations, and its scalar form against the vectors.</summary>
[Trait("tier", "unit")]
public sealed class IntervalFunctionTests
{
    private static readonly Gen<float> Value = Gen.OneOf(Gen.Float[-30, 30], Gen.Const(-4f), Gen.Const(7f), Gen.Const(0f));

    [Fact]
    public void ItHasTheOperationsValuesAndGradients() =>
        Gen.Select(Value.Array[240], Gen.Float[-1, 1].Array[240], Gen.Int[1, 16].Array[1, 2], Gen.Bool, Gen.Bool).Sample((values, slopes, bits, channelsLast, wanted) =>
        {
            using var scope = torch.NewDisposeScope();
            torch.Tensor Laid(float[] from) => torch.tensor(from).view(2, 5, 4, 6) is var x && channelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
            var (results, gradients) = (new List<torch.Tensor>(), new List<torch.Tensor[]>());
            foreach (var fused in new[] { true, false })
            {
                var x = Laid(values).requires_grad_(wanted);
                var (low, high, b) = (Leaf(-4f), Leaf(7f), Leaf(Array.ConvertAll(bits, v => (float)v)));
                var (width, n) = (high - low, torch.pow(2, b.view(-1, 1, 1, 1)).sub(Scalars.Of(1)));
                Assert.True(IntervalFunction.Fits(x, low, high, width, n));
                var y = fused ? LearnedRanges.Interval(x, low, high, b) : LearnedRanges.IntervalOperations(x, low, high, width, n);
                y.backward([Laid(slopes)]);
                results.Add(y);
                gradients.Add(wanted ? [x.grad!, low.grad!, high.grad!, b.grad!] : [low.grad!, high.grad!, b.grad!]);
            }

            KernelForms.AssertSameBits(results[1], results[0]);
            foreach (var (actual, expected) in gradients[0].Zip(gradients[1]))
            {
                Assert.Equal(expected.shape, actual.shape);
                Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-5f * Math.Max(10, expected.abs().max().item<float>()));
            }
        }, iter: 100);

    [Fact]
    public void ScalarsAndVectors_Agree() => Gen.Select(Value.Array[1, 3000], Gen.Int[1, 16]).Sample((values, bits) =>
    {
        var kernel = new IntervalGradient(-4, 7, 11, (1 << bits) - 1);
        var slopes = Array.ConvertAll(values, value => (value % 3) - 0.5f);
        var (dx, expected) = (new float[values.Length], new float[values.Length]);
        var (vector, scalar) = (kernel.Vector(values, slopes, dx), kernel.Scalar(values, slopes, expected));
        Assert.Equal(expected, dx);
        Assert.Equal(scalar.Below, vector.Below, 1e-3);
        Assert.Equal(scalar.Above, vector.Above, 1e-3);
        Assert.Equal(scalar.Rounding, vector.Rounding, 1e-3);
        Assert.Equal(vector, kernel.Vector(values, slopes, []));
    }, iter: 100);

    /// <summary>A range without width, or one whose ends have crossed, goes the operations' way.</summary>
    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(2f, -2f)]
    public void ARangeWithoutWidth_IsLeftToTheOperations(float from, float to)
    {
        using var scope = torch.NewDisposeScope();
        var (x, low, high) = (Leaf(0.5f, 3f), Leaf(from), Leaf(to));
        Assert.False(IntervalFunction.Fits(x, low, high, high - low, Leaf(15f)));
        var y = LearnedRanges.Interval(x, low, high, torch.tensor(4f));
        y.sum().backward();
        Assert.True(y.isfinite().all().item<bool>() && low.grad!.isfinite().all().item<bool>());
    }

    private static torch.Tensor Leaf(params float[] values) => torch.tensor(values).requires_grad_();
}
