using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>Against the definition, in float64 and two passes.</summary>
[Trait("tier", "unit")]
public sealed class ChannelDeviationTests
{
    [Theory]
    [InlineData(2, 64, 17, 23)] // Whole vectors of channels, more than one piece of pixels.
    [InlineData(3, 16, 1, 2)]
    [InlineData(2, 5, 9, 40)]
    [InlineData(1, 1, 6, 7)]
    public void ItIsTheUnbiasedStandardDeviation(int samples, int channels, int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(5);
        var x = torch.randn([samples, channels, height, width], generator: generator).add(Scalars.Of(100));
        var expected = Defined(x);
        Check(expected, ChannelDeviation.Of(x), 1e-5);
        Check(expected, ChannelDeviation.Of(x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)), 1e-5);
        Check(expected, ChannelDeviation.Of(x.to_type(torch.float64)), 1e-12);
        Check(expected, ChannelDeviation.Of(torch.cat([x, x], 1).narrow(1, 0, channels)), 1e-5);
    }

    [Fact]
    public void VectorAndScalarForm_GiveTheSame()
    {
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, 37 * 48).Select(_ => (float)random.NextDouble())];
        var (vector, scalar) = (new double[96], new double[96]);
        ChannelSums.Add(x, x.AsSpan(0, 48), vector);
        ChannelSums.Scalar(x, x.AsSpan(0, 48), scalar);
        Assert.Equal(scalar, vector);
    }

    [Fact]
    public void WithoutVariation_ItIsZero()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var dtype in new[] { torch.float32, torch.float64 })
        {
            Assert.Equal(0, ChannelDeviation.Of(torch.full([2, 16, 30, 31], Scalars.Of(0.1), dtype)).abs().max().to_type(torch.float64).item<double>(), 1e-12);
            Assert.Equal(0, ChannelDeviation.Of(torch.full([2, 16, 1, 1], Scalars.Of(3), dtype)).abs().max().to_type(torch.float64).item<double>());
        }
    }

    [Fact]
    public void ItPassesNoGradientOn()
    {
        using var scope = torch.NewDisposeScope();
        Assert.False(ChannelDeviation.Of(torch.zeros(1, 16, 4, 4, requires_grad: true)).requires_grad);
    }

    private static double[] Defined(torch.Tensor x_NCHW)
    {
        var planes = x_NCHW.contiguous().data<float>().ToArray().Chunk((int)(x_NCHW.shape[2] * x_NCHW.shape[3]));
        return [.. planes.Select(plane => plane.Average(value => (double)value) is var mean ? Math.Sqrt(plane.Sum(value => (value - mean) * (value - mean)) / (plane.Length - 1)) : 0)];
    }

    private static void Check(double[] expected, torch.Tensor actual, double relative) =>
        Assert.All(expected.Zip(actual.contiguous().to_type(torch.float64).data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, relative * Math.Max(pair.First, 1e-3)));
}
