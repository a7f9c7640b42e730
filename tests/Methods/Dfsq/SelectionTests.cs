using CsCheck;
using Research.Methods.Dfsq;

namespace Research.Tests.Methods.Dfsq;

[Trait("tier", "unit")]
public sealed class SelectionTests
{
    private static readonly UniversalSet Small = UniversalSet.Sq;

    private static readonly Gen<float[]> Samples = Gen.OneOf(
        Gen.Float[-1, 1].Array[1, 60],
        Gen.Float[0, 1].Array[1, 60],
        Gen.Int[-8, 8].Select(k => k / 8f).Array[1, 60]);

    [Fact]
    public void TheOptimum_IsTheBestOfAllSubsetsWithZero() => Gen.Select(Samples, Gen.Int[1, 2]).Sample(
        (x, bits) =>
        {
            var points = new OptimalSubset(Small).Choose(new SortedSamples([.. x]), 1 << bits, new Random(0));
            Assert.Contains(0, points);
            Assert.InRange(points.Length, 1, 1 << bits);
            Assert.All(points, point => Assert.Contains(point, Small.Values));
            Assert.Equal(points.Order(), points);
            var best = Subsets(Small.Values, (1 << bits) - 1).Min(subset => PlainKMeans.Error(x, [.. subset, 0]));
            Assert.Equal(best, PlainKMeans.Error(x, points), 1e-9);
        },
        iter: 30);

    [Fact]
    public void TheExhaustiveSearch_FindsTheBestMagnitudes() => Gen.Select(Samples, Gen.Int[2, 3]).Sample(
        (x, bits) =>
        {
            var points = new ExhaustiveSubset(Small).Choose(new SortedSamples([.. x]), 1 << bits, new Random(0));
            Assert.InRange(points.Length, 1, 1 << bits);
            Assert.Equal(points, points.Select(point => -point + 0.0).Reverse());
            var best = Subsets(Small.Magnitudes, 1 << (bits - 1)).Min(subset => PlainKMeans.Error(x, [.. subset, .. subset.Select(value => -value)]));
            Assert.Equal(best, PlainKMeans.Error(x, points), 1e-9);
        },
        iter: 20);

    [Fact]
    public void NoSelectionBeatsTheOptimum() => Gen.Select(Samples, Gen.Int[1, 8]).Sample(
        (x, bits) =>
        {
            var (set, samples) = (UniversalSet.Dfsq(4), new SortedSamples([.. x]));
            var optimum = samples.Error(new OptimalSubset(set).Choose(samples, 1 << bits, new Random(0)));
            var points = new KMeansSubset(set, 5).Choose(samples, 1 << bits, new Random(0));
            Assert.Contains(0, points);
            Assert.InRange(points.Length, 1, 1 << bits);
            Assert.True(samples.Error(points) >= optimum - 1e-9);
        },
        iter: 40);

    [Fact]
    public void MoreRestarts_AreNoWorse() => Samples.Sample(
        x =>
        {
            var samples = new SortedSamples([.. x]);
            double Error(int restarts) => samples.Error(new KMeansSubset(UniversalSet.Dfsq(4), restarts).Choose(samples, 8, new Random(5)));
            Assert.True(Error(5) <= Error(1));
        },
        iter: 40);

    [Fact]
    public void UniformPoints_AreEquallySpaced_FromEndToEnd_WithZero() => Gen.Select(Samples, Gen.Int[2, 8]).Sample(
        (x, bits) =>
        {
            var samples = new SortedSamples([.. x]);
            var points = new UniformPoints().Choose(samples, 1 << bits, new Random(0));
            Assert.Contains(0, points);
            Assert.InRange(points.Length, 1, 1 << bits);
            var step = (Math.Max(0, x.Max()) - Math.Min(0, x.Min())) / ((1 << bits) - 1);
            Assert.All(x, value => Assert.True(points.Min(point => Math.Abs(point - value)) <= Math.Max(step * 1.001, 1e-30))); // Spans of denormal numbers are taken for none.
        });

    private static IEnumerable<double[]> Subsets(double[] values, int count) => count == 0
        ? [[]]
        : Enumerable.Range(0, values.Length - count + 1).SelectMany(i => Subsets(values[(i + 1)..], count - 1).Select(rest => (double[])[values[i], .. rest]));
}
