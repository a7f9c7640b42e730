using Research.Framework.Numerics;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Numerics;

[Trait("tier", "unit")]
public sealed class MatlabBicubicTests
{
    [Fact]
    public void Halving_has_the_weights_of_the_closed_formula()
    {
        // Distances 0.25, 0.75, 1.25, 1.75 of the stretched kernel; all are dyadic, so equality is exact.
        double[] side = [0.8671875, 0.2265625, -0.0703125, -0.0234375];
        double[] expected = [.. side.Reverse().Concat(side).Select(weight => weight / 2)];
        var weights = MatlabBicubic.Weights(16, 8, 0.5);
        Assert.Equal(8, weights.Taps);
        Assert.Equal(expected, weights.Weights[(4 * 8)..(5 * 8)]);
        Assert.Equal(Enumerable.Range(5, 8), weights.Indices[(4 * 8)..(5 * 8)]);
    }

    [Fact]
    public void The_border_is_mirrored_with_its_edge_sample_repeated()
    {
        Assert.Equal([2, 1, 0, 0, 1, 2, 3, 4], MatlabBicubic.Weights(16, 8, 0.5).Indices[..8]);
        Assert.Equal([11, 12, 13, 14, 15, 15, 14, 13], MatlabBicubic.Weights(16, 8, 0.5).Indices[^8..]);

        // An axis shorter than the kernel is mirrored again and again.
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0], MatlabBicubic.Weights(2, 1, 0.5).Indices);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0 / 3)]
    [InlineData(0.25)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(0.7)]
    public void A_constant_stays_constant(double scale)
    {
        var plane = Enumerable.Repeat(173.25, 17 * 11).ToArray();
        Assert.All(MatlabBicubic.Resize(plane, 17, 11, scale), value => Assert.Equal(173.25, value, 1e-10));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0 / 3)]
    [InlineData(0.25)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_linear_ramp_is_sampled_where_the_outputs_lie(double scale)
    {
        const int Width = 48;
        const int Height = 36;
        var plane = Enumerable.Range(0, Width * Height).Select(i => (3.0 * (i % Width)) - (2.0 * (i / Width))).ToArray();
        var resized = MatlabBicubic.Resize(plane, Width, Height, scale);
        var (outWidth, outHeight) = (MatlabBicubic.OutputLength(Width, scale), MatlabBicubic.OutputLength(Height, scale));
        Assert.Equal(outWidth * outHeight, resized.Length);

        // Away from the mirrored border: output t (0-based) lies at (t + 0.5) / scale - 0.5 of the input.
        var margin = (int)Math.Ceiling(2 * Math.Max(1, scale)) + 1;
        for (var y = margin; y < outHeight - margin; y++)
        {
            for (var x = margin; x < outWidth - margin; x++)
            {
                var expected = (3 * (((x + 0.5) / scale) - 0.5)) - (2 * (((y + 0.5) / scale) - 0.5));
                Assert.Equal(expected, resized[(y * outWidth) + x], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(7, 0.5, 4)]
    [InlineData(9, 1.0 / 3, 3)]
    [InlineData(255, 1.0 / 3, 85)]
    [InlineData(256, 1.0 / 3, 86)]
    [InlineData(5, 4, 20)]
    public void Lengths_are_rounded_up(int length, double scale, int expected) =>
        Assert.Equal(expected, MatlabBicubic.OutputLength(length, scale));

    [Fact]
    public void To_a_size_equals_to_the_scale_of_that_size()
    {
        var random = new Seeds(3).Random("plane");
        var plane = Enumerable.Range(0, 24 * 12).Select(_ => random.NextDouble()).ToArray();
        Assert.Equal(MatlabBicubic.Resize(plane, 24, 12, 0.5), MatlabBicubic.Resize(plane, 24, 12, 12, 6));
        Assert.Equal(24 * 6, MatlabBicubic.Resize(plane, 24, 12, 24, 6).Length);
        Assert.Equal(plane, MatlabBicubic.Resize(plane, 24, 12, 24, 12));
    }

    [Fact]
    public void A_plane_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => MatlabBicubic.Resize(new double[11], 4, 3, 0.5));
}
