using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Data;
using Research.Framework.Runtime;
using Research.Methods;
using Research.Methods.Dfsq;
using Research.Networks.Ecbsr;
using Research.Networks.Edsr;
using Research.Networks.Rdn;
using Research.Networks.SrResNet;
using Research.Tests.Framework.Experiments;
using TorchSharp;

namespace Research.Tests.Methods.Dfsq;

[Trait("tier", "recipe")]
public sealed class DfsqTests
{
    /// <summary>The released code's table: in EDSR the second convolution of a block is behind a ReLU, in RDN and SRResNet none; head, body end, up-sampler and tail stay in FP32.</summary>
    [Fact]
    public void TheQuantizersSit_WhereTheReleasedCodeHasThem()
    {
        var edsr = Layers(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        Assert.Equal([("body.0.body.0", false), ("body.0.body.2", true), ("body.1.body.0", false), ("body.1.body.2", true)], edsr);

        var rdn = Layers(new RdnArchitecture().Build(new RdnParameters(2, 3, 8), 2));
        Assert.Equal((2 * 3) + 2 + 2, rdn.Count);
        Assert.All(rdn, layer => Assert.False(layer.PostRelu));

        var srResNet = Layers(new SrResNetArchitecture().Build(new SrResNetParameters(), 4));
        Assert.Equal(32, srResNet.Count);
        Assert.All(srResNet, layer => Assert.False(layer.PostRelu));
    }

    [Fact]
    public void TheNumberOfThreads_ChangesNothing()
    {
        var threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            var one = Points(new DfsqOptions { Patches = 2, Crop = 12 });
            torch.set_num_threads(2);
            Assert.Equal(one, Points(new DfsqOptions { Patches = 2, Crop = 12 }));
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Fact]
    public void AnotherSeed_GivesOtherPoints() =>
        Assert.NotEqual(Points(new DfsqOptions { Patches = 2, Crop = 12 }), Points(new DfsqOptions { Patches = 2, Crop = 12 }, seed: 8));

    [Fact]
    public void NetworksOnLuma_AreCalibratedOnLuma()
    {
        var points = Points(new DfsqOptions { Patches = 2, Crop = 12 }, graph: new EcbsrArchitecture().Build(new EcbsrParameters(2, 8, ImageChannels: 1), 2));
        Assert.Equal(2 * 8 * 16, points.Count);
        Assert.All(points, point => Assert.InRange(point, -1, 1));
    }

    [Fact]
    public void APatchLargerThanAllImages_IsRefused()
    {
        var error = Assert.Throws<ResearchException>(() => Points(new DfsqOptions { Crop = 25 }));
        Assert.Contains("as large as the patch of 25 LR pixels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dfsq[a=9]", "bits must lie in 2..8")]
    [InlineData("dfsq[w=1]", "bits must lie in 2..8")]
    [InlineData("dfsq[words=7]", "words must lie in 1..6")]
    [InlineData("dfsq[restarts=0]", "restarts must be at least 1")]
    [InlineData("dfsq[patches=0]", "patches must be at least 1")]
    [InlineData("dfsq[roles=[]]", "roles must name at least one role")]
    [InlineData("dfsq[selection=exhaustive]", "more than 1e8; take universe=sq, fewer words or bits, or selection=kmeans")]
    [InlineData("dfsq[selection=exhaustive,universe=sq,a=6]", "the universal set has 15 magnitudes, and a=6 wants 32 of them")]
    [InlineData("dfsq[points=uniform,selection=optimum]", "points=uniform chooses no subset; leave selection, universe, words and restarts out")]
    [InlineData("dfsq[points=uniform,restarts=1]", "points=uniform chooses no subset")]
    [InlineData("dfsq[points=uniform,words=2]", "points=uniform chooses no subset")]
    [InlineData("dfsq[universe=sq,words=2]", "universe=sq has two words of its own; leave words=2 out")]
    [InlineData("dfsq[selection=optimum,restarts=20]", "only selection=kmeans has restarts; leave restarts=20 out")]
    public void OptionsThatCannotBe_AreNamed(string identity, string message) => Assert.Contains(
        message,
        Assert.Throws<ResearchException>(() => MethodIdentity.Parse(identity).Choose(BuiltInMethods.Create())).Message,
        StringComparison.Ordinal);

    /// <summary>5 channels: a dead one stays dead, also where the image has no contrast.</summary>
    [Fact]
    public void ADarkChannel_StaysDark()
    {
        using var scope = torch.NewDisposeScope();
        var quantizer = new SubsetQuantizer(2, 2, postRelu: true, Normalisation.On);
        quantizer.Fit([[0, 0.25, 0.5, 1], [0, 1]], default);
        var x = torch.tensor([0f, 0, 0, 0, 0, 1, 3, 4]).view(1, 2, 2, 2);
        var y = quantizer.Quantize(x, BitDecision.Uniform(2, 1), new ForwardContext { Lr = x });
        Assert.Equal([0f, 0, 0, 0, 0, 0, 4, 4], y.view(-1).data<float>().ToArray());
    }

    private static List<(string Name, bool PostRelu)> Layers(NetworkGraph graph)
    {
        using var network = new SrNetwork(graph);
        using var placed = new DfsqMethod().Place(network, new DfsqOptions());
        Assert.Equal(placed.Edges.Count, placed.WeightQuantizers.Count);
        return [.. placed.Edges.Select(edge => (edge.Name, placed.Quantizers[edge.Name].Kind.Contains("post-relu", StringComparison.Ordinal)))];
    }

    private static List<float> Points(DfsqOptions options, long seed = 7, NetworkGraph? graph = null)
    {
        using var scope = torch.NewDisposeScope();
        var network = new SrNetwork(graph ?? new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        using var generator = new torch.Generator(3);
        using (torch.no_grad())
        {
            foreach (var parameter in network.parameters())
            {
                parameter.copy_(torch.randn(parameter.shape, generator: generator).mul(Scalars.Of(0.1)));
            }
        }

        using var quantized = new DfsqMethod().Quantize(
            new QuantizationRequest
            {
                Network = network,
                Options = options,
                Seeds = new Seeds(seed),
                Calibration = TestCatalogs.Create().Datasets.Open("tiny[calibration]", SharedFiles.Paths, ImageUse.Lr),
            },
            TestContext.Current.CancellationToken);
        return [.. quantized.Edges.SelectMany(edge => quantized.Quantizers[edge.Name].State["points"].data<float>().ToArray())];
    }
}
