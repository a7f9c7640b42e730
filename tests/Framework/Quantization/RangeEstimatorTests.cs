using CsCheck;
using MathNet.Numerics.Statistics;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class RangeEstimatorTests
{
    [Fact]
    public void Percentile_IsTheExactQuantile() => Gen.Select(Gen.Float[-1000, 1000].Array[1, 300], Gen.Float[-0.01f, 0.01f].Array[1, 300], Gen.Double[51, 100]).Sample((a, b, p) =>
    {
        var range = Estimate(new PercentileRange(p), 8, a, b);
        var all = a.Concat(b).Select(value => (double)value).ToArray();
        Assert.Equal(all.QuantileCustom(1 - (p / 100), QuantileDefinition.R7), range.Low, 1e-9);
        Assert.Equal(all.QuantileCustom(p / 100, QuantileDefinition.R7), range.High, 1e-9);
    }, iter: 200);

    /// <summary>0, 1, ..., 100: numpy.quantile(arange(101), [0.005, 0.995]) = [0.5, 99.5].</summary>
    [Fact]
    public void Percentile_InterpolatesLinearly()
    {
        var range = Estimate(new PercentileRange(99.5), 8, Enumerable.Range(0, 101).Select(i => (float)i).ToArray());
        Assert.Equal(0.5, range.Low, 1e-9);
        Assert.Equal(99.5, range.High, 1e-9);
    }

    [Fact]
    public void Ema_FollowsTheExtremes()
    {
        var range = Estimate(new EmaRange(), 8, [-1, 2], [-2, 12]);
        Assert.Equal(-1.1, range.Low, 1e-12);
        Assert.Equal(3, range.High, 1e-12);
    }

    /// <summary>One outlier among values of a triangle: at few bits it is cut off, at many it is kept.</summary>
    [Fact]
    public void Omse_CutsOutliersAtFewBitsOnly()
    {
        float[] values = [.. Enumerable.Range(0, 4000).Select(i => i / 4000f), 3];
        Assert.InRange(Estimate(new OmseRange(), 3, values).High, 0.9, 1.2);
        Assert.Equal(3, Estimate(new OmseRange(), 10, values).High, 0.1);
    }

    /// <summary>The histogram stands for the values: the search finds what a search over the values themselves finds, or one as good.</summary>
    [Theory]
    [InlineData(3, UniformGrid.Affine)]
    [InlineData(4, UniformGrid.Affine)]
    [InlineData(6, UniformGrid.Affine)]
    [InlineData(4, UniformGrid.Symmetric)]
    [InlineData(4, UniformGrid.Interval)]
    public void Omse_IsAsGoodAsASearchOverTheValues(int bits, UniformGrid grid)
    {
        var values = Enumerable.Range(0, 5000).Select(i => (float)Math.Pow((20 * Math.Sin(1.7 * i)) + (12 * Math.Cos(0.31 * i)), 3) / 300).ToArray();
        double Error(ValueRange range) => values.Average(value => Math.Pow(value - grid.Quantizer(range, bits)(value), 2));

        var exact = ShrinkSearch.Best(grid.Widen(new ValueRange(values.Min(), values.Max())), 90, Error);
        Assert.InRange(Error(Estimate(new OmseRange(grid), bits, values)), exact.Error, exact.Error * 1.01);
    }

    [Fact]
    public void ARange_CanBePrinted() => Assert.Equal("[-1.5, 2]", new ValueRange(-1.5, 2).ToString());

    [Fact]
    public void WithoutValues_TheySaySo()
    {
        foreach (var estimator in (IRangeEstimator[])[new MinMaxRange(), new EmaRange(), new PercentileRange(99), new OmseRange()])
        {
            Assert.Throws<InvalidOperationException>(() => estimator.Estimate(8));
        }
    }

    [Fact]
    public void AValueThatIsNotFinite_IsRefused()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var estimator in (IRangeEstimator[])[new MinMaxRange(), new EmaRange(), new PercentileRange(99), new OmseRange()])
        {
            Assert.Throws<NotFiniteException>(() => estimator.Observe(torch.tensor([1f, float.NegativeInfinity])));
            Assert.Throws<NotFiniteException>(() => estimator.Observe(torch.tensor([1f, float.NaN])));
        }
    }

    private static ValueRange Estimate(IRangeEstimator estimator, int bits, params float[][] batches)
    {
        using var scope = torch.NewDisposeScope();
        for (var pass = 0; pass < estimator.Passes; pass++)
        {
            foreach (var batch in batches)
            {
                estimator.Observe(torch.tensor(batch));
            }

            estimator.EndPass();
        }

        return estimator.Estimate(bits);
    }
}
