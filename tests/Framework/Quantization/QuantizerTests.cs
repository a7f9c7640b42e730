using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class QuantizerTests
{
    /// <summary>Range -1..2 at 2 bits: step 1, zero point 1, levels -1, 0, 1, 2; halves to the even multiple of the step.</summary>
    [Theory]
    [InlineData(-9, -1)]
    [InlineData(-0.6, -1)]
    [InlineData(-0.5, 0)]
    [InlineData(0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(99, 2)]
    public void Affine_RoundsToItsLevels(double x, double expected) =>
        Assert.Equal(expected, Quantize(2, [-1, 2], [x])[0], 1e-6);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Affine_IsIdempotentMonotoneAndHasAtMost2ToTheBitsLevels(int bits)
    {
        var x = Enumerable.Range(-200, 500).Select(i => i / 73.0).ToArray();
        var once = Quantize(bits, [-1.37, 2.91], x);
        Assert.Equal(once, Quantize(bits, [-1.37, 2.91], [.. once.Select(value => (double)value)]));
        Assert.True(once.Zip(once.Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.InRange(once.Distinct().Count(), 2, 1 << bits);
        Assert.Contains(0f, once);
    }

    [Fact]
    public void ARangeWithoutWidth_QuantizesToZero() => Assert.Equal(0, Quantize(8, [0, 0], [0])[0]);

    [Fact]
    public void Observing_AValueThatIsNotFinite_IsRefused()
    {
        using var x = torch.tensor([1f, float.NaN], [1, 1, 1, 2]);
        Assert.Throws<NotFiniteException>(() => new MinMaxRange().Observe(x));
    }

    /// <summary>Per channel: max|w| = 7 and 0.7 at 4 bits give steps 1 and 0.1; a channel of zeros stays zero.</summary>
    [Fact]
    public void SymmetricWeights_HaveAStepPerChannel()
    {
        using var weight = torch.tensor([7f, 2.4f, -0.7f, 0.26f, 0f, 0f], [3, 2, 1, 1]);
        using var quantized = new SymmetricWeightQuantizer(4, perChannel: true).Quantize(weight);
        Assert.Equal([7f, 2f, -0.7f, 0.3f, 0f, 0f], quantized.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static float[] Quantize(int bits, double[] observed, double[] x)
    {
        using var scope = torch.NewDisposeScope();
        var quantizer = new AffineQuantizer(new MinMaxRange());
        quantizer.Observe(torch.tensor(Array.ConvertAll(observed, value => (float)value), [1, 1, 1, observed.Length]));
        quantizer.Fit(bits);
        var input = torch.tensor(Array.ConvertAll(x, value => (float)value), [1, 1, 1, x.Length]);
        return quantizer.Quantize(input, BitDecision.Uniform(bits, 1), new ForwardContext { Lr = input }).data<float>().ToArray();
    }
}
