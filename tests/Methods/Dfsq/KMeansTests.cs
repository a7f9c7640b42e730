using System.Text.Json.Nodes;
using CsCheck;
using Research.Framework.Weights;
using Research.Methods.Dfsq;

namespace Research.Tests.Methods.Dfsq;

[Trait("tier", "unit")]
public sealed class KMeansTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>Sparse and repeated values too, as behind a ReLU; sorted, so that both forms draw the same samples.</summary>
    private static readonly Gen<(float[] Samples, int Clusters, int Seed)> Cases =
        from samples in Gen.OneOf(Gen.Int[-1000000, 1000000].Select(k => k / 1e6f), Gen.Int[-1000, 1000].Select(k => k / 1e4f), Gen.Int[-16, 16].Select(k => k / 16f), Gen.Const(0f)).Array[1, 400]
        from bits in Gen.Int[1, 5]
        from seed in Gen.Int[0, 1000]
        select (samples.Order().ToArray(), 1 << bits, seed);

    [Fact]
    public void ItEqualsThePlainForm_FromTheSameStart() => Cases.Sample(
        c =>
        {
            var samples = new SortedSamples([.. c.Samples]);
            var start = FixedZeroKMeans.Start(samples, c.Clusters, new Random(c.Seed));
            var fast = FixedZeroKMeans.Run(samples, start, new Random(c.Seed));
            var plain = PlainKMeans.Run(c.Samples, start, new Random(c.Seed));
            Assert.Equal(plain.Rounds, fast.Rounds);
            Assert.Equal(plain.Centres, fast.Centres, (a, b) => Math.Abs(a - b) < 1e-9);
            Assert.Equal(PlainKMeans.Error(c.Samples, plain.Centres), samples.Error([.. fast.Centres.Distinct().Order()]), 1e-9);
        },
        iter: 300);

    [Fact]
    public void TheReferencesRun_IsRepeated()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "dfsq_kmeans.json")))!;
        using var file = Safetensors.Read(Path.Combine(Golden, "dfsq_kmeans.safetensors"));
        var x = file.Tensors["x"].data<float>().ToArray();
        var samples = new SortedSamples([.. x]);
        var start = Numbers(golden["initial_centres"]!);

        var (centres, rounds) = FixedZeroKMeans.Run(samples, start, new Random(0));
        Assert.Equal(golden["rounds"]!.GetValue<int>(), rounds);
        Assert.Equal(Numbers(golden["centres"]!), centres, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(golden["inertia_centres"]!.GetValue<double>(), samples.Error([.. centres.Order()]), 1e-10);

        var points = new KMeansSubset(UniversalSet.Dfsq(4), 1).Project(centres);
        Assert.Equal(Numbers(golden["projected"]!).Select(p => p + 0.0).Order(), points);
        Assert.Equal(golden["sse_projected"]!.GetValue<double>(), samples.Error(points), 1e-10);
    }

    /// <summary>Samples by a closed formula.</summary>
    [Fact]
    public void TheClosedFormRun_IsRepeated()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, "adabm_dfsq_golden_vectors.json")))!["dfsq_kmeans"]!;
        var raw = Enumerable.Range(0, 500).Select(i => (0.6 * Math.Sin(1.7 * i)) + (0.4 * Math.Cos(0.31 * i))).ToArray();
        var largest = raw.Max(Math.Abs);
        Assert.Equal(golden["max"]!.GetValue<double>(), largest, 1e-15);
        var samples = new SortedSamples([.. raw.Select(x => (float)(x / (largest + 1e-8)))]);

        var (centres, rounds) = FixedZeroKMeans.Run(samples, Numbers(golden["init"]!), new Random(0));
        Assert.Equal(golden["iterations_run"]!.GetValue<int>(), rounds);
        Assert.Equal(Numbers(golden["centers"]!), centres, (a, b) => Math.Abs(a - b) < 1e-6); // The samples are float32 here, float64 there.
        var points = new KMeansSubset(UniversalSet.Dfsq(4), 1).Project(centres);
        Assert.Equal(Numbers(golden["projected"]!).Order(), points);
        Assert.Equal(golden["quant_sse"]!.GetValue<double>(), samples.Error(points), 1e-5);
        Assert.Equal(golden["inertia"]!.GetValue<double>(), samples.Error([.. centres.Order()]), 1e-5);
    }

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];
}
