using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.AdaBm;
using Research.Networks.Edsr;
using Research.Networks.Rdn;
using Research.Networks.SrResNet;
using Research.Tests.Datasets;
using Research.Tests.Framework.Experiments;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Methods.AdaBm;

/// <summary>The whole method on tiny images.</summary>
[Trait("tier", "recipe")]
public sealed class AdaBmMethodTests
{
    private static readonly AdaBmOptions Options = new(4, 4) { Crop = 12, Epochs = 4 };

    [Fact]
    public void InterruptedAnywhere_ItEndsWithTheSameBytes()
    {
        using var files = new TemporaryFolder();
        foreach (var (bn, form) in new[] { (BatchNormForm.Frozen, Edsr()), (BatchNormForm.Official, new SrResNetArchitecture().Build(new SrResNetParameters(1), 2)) })
        {
            var options = Options with { Bn = bn };
            var expected = State(files, "whole", Quantize(form, options, null, TestContext.Current.CancellationToken));
            for (var kill = 1; kill < 4; kill++)
            {
                using var cancellation = new CancellationTokenSource();
                var folder = files.Path($"checkpoints {bn} {kill}");
                Assert.Throws<OperationCanceledException>(() => Quantize(form, options, folder, cancellation.Token, step => CancelAt(cancellation, step, kill)));
                Assert.NotEmpty(Directory.GetFiles(folder));
                Assert.Equal(expected, State(files, "resumed", Quantize(form, options, folder, TestContext.Current.CancellationToken)));
            }
        }
    }

    [Fact]
    public void AllThatItSwitchesOff_StaysWhereItStarts()
    {
        var plain = Options with { ImageMapping = false, LayerMapping = false, Clipping = false, Epochs = 0 };
        using var network = Quantize(Edsr(), plain, null, TestContext.Current.CancellationToken);
        Assert.All(network.Edges, edge => Assert.Equal([4], edge.Candidates));
        Assert.Empty(network.Policy.State);

        using var untuned = Quantize(Edsr(), Options with { TuneActivations = false, TuneMappings = false, Clipping = false }, null, TestContext.Current.CancellationToken);
        Assert.All(network.Edges, edge => Assert.Equal(Numbers(network.Quantizers[edge.Name].State), Numbers(untuned.Quantizers[edge.Name].State)));
        Assert.Contains(network.WeightQuantizers, pair => Numbers(pair.Value.State)[0] != Numbers(untuned.WeightQuantizers[pair.Key].State)[0]);
    }

    /// <summary>The ranges that a tuning begins with, so that the two can be told apart.</summary>
    [Fact]
    public void WithoutEpochs_ItStillClips()
    {
        var request = Request(Edsr(), Options with { Epochs = 0 }, null, null);
        using var clipped = new AdaBmMethod().Quantize(request, TestContext.Current.CancellationToken);
        using var open = Quantize(Edsr(), Options with { Epochs = 0, Clipping = false }, null, TestContext.Current.CancellationToken);
        using var tuned = Quantize(Edsr(), Options with { Epochs = 1, TuneActivations = false, TuneMappings = false }, null, TestContext.Current.CancellationToken);
        Assert.Contains(clipped.Edges, edge => Upper(clipped, edge) < Upper(open, edge));
        Assert.All(clipped.Edges, edge => Assert.Equal(Upper(tuned, edge), Upper(clipped, edge)));
        Assert.Equal(["calibration", "clipping"], request.Notebook.Notes.Times.Select(time => time.Phase));

        static double Upper(QuantizedNetwork network, QuantizedEdge edge) => Numbers(new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["upper"] = network.Quantizers[edge.Name].State["upper"] })[0];
    }

    [Fact]
    public void TheNetworksOwnParameters_StayAsTheyAre()
    {
        var graph = Edsr();
        using var plain = RandomWeights.Fill(graph);
        using var network = Quantize(graph, Options, null, TestContext.Current.CancellationToken);
        Assert.All(graph.Tensors, tensor => Assert.Equal(0, (plain[tensor.Name] - network.Network[tensor.Name]).abs().max().item<float>()));
        Assert.All(network.Network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    /// <summary>Spec of the released code: modules counted in FAB, and which of them are adaptive.</summary>
    [Theory]
    [InlineData(false, 32, 0)]
    [InlineData(true, 33, 4)]
    public void OfEdsrBaseline_ItCountsTheBody_AndWithAllLayersItsEnd(bool fq, int counted, int eightBits)
    {
        using var network = new AdaBmMethod().Place(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(16, 8), 4)), Options with { Fq = fq });
        Assert.Equal((counted, eightBits), (network.Edges.Count(edge => edge.Counted), network.Edges.Count(edge => edge.Candidates is [8])));
        Assert.All(network.Edges.Where(edge => edge.Counted), edge => Assert.Equal([2, 3, 4, 5, 6], edge.Candidates));
        Assert.Equal(network.Edges.Count, network.WeightQuantizers.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OfRdn_ItCountsLocalFusionAtTheBaseBits(bool fq)
    {
        using var network = new AdaBmMethod().Place(new SrNetwork(new RdnArchitecture().Build(new RdnParameters(16, 8, 4), 4)), Options with { Fq = fq });
        Assert.Equal((146, 16), (network.Edges.Count(edge => edge.Counted), network.Edges.Count(edge => edge.Candidates is [4])));
    }

    [Fact]
    public void WhatItNotes_IsOfLayersCropsThresholdsAndEpochs()
    {
        var request = Request(Edsr(), Options, null, null);
        using var network = new AdaBmMethod().Quantize(request, TestContext.Current.CancellationToken);
        var records = request.Notebook.Notes.Records;
        Assert.Equal(["crops", "epochs", "layers", "thresholds", "tuning"], records.Select(record => record.Table).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["01 weights", "02 activations", "03 mappings", "04 weights"], records.Where(record => record.Table == "epochs").Select(record => record.Item).Distinct());
        Assert.Equal(4, records.Count(record => record.Quantity == "bits after tuning"));
        Assert.All(records, record => Assert.True(double.IsFinite(record.Value)));
        Assert.Equal(["calibration", "clipping", "fine-tuning"], request.Notebook.Notes.Times.Select(time => time.Phase));
    }

    /// <summary>Bounds are in the network's units, so their learning rate is too.</summary>
    [Theory]
    [InlineData(255, 0.01)]
    [InlineData(1, 0.01 / 255)]
    public void TheRateOfTheBounds_IsInTheNetworksUnits(double range, double rate) =>
        Assert.Equal(rate, FineTuning.BoundsRate(new EdsrArchitecture().Build(new EdsrParameters(1, 8, PixelRange: range), 2)), 1e-15);

    [Fact]
    public void ImagesSmallerThanTheCrop_AreNamed() => Assert.Contains(
        "as large as the crop",
        Assert.Throws<ResearchException>(() => Quantize(Edsr(), Options with { Crop = 25 }, null, TestContext.Current.CancellationToken)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void WithoutCalibrationImages_ItSaysSo()
    {
        using var network = new SrNetwork(Edsr());
        var request = new QuantizationRequest { Network = network, Options = Options, Seeds = new Seeds(0) };
        Assert.Contains("calibration", Assert.Throws<ResearchException>(() => new AdaBmMethod().Quantize(request, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static NetworkGraph Edsr() => new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2);

    private static void CancelAt(CancellationTokenSource source, MethodProgress step, int kill)
    {
        if (step.Phase == "fine-tuning" && step.Done == kill)
        {
            source.Cancel();
        }
    }

    private static QuantizedNetwork Quantize(NetworkGraph graph, AdaBmOptions options, string? checkpoints, CancellationToken cancellation, Action<MethodProgress>? progress = null) =>
        new AdaBmMethod().Quantize(Request(graph, options, checkpoints, progress), cancellation);

    private static QuantizationRequest Request(NetworkGraph graph, AdaBmOptions options, string? checkpoints, Action<MethodProgress>? progress) => new()
    {
        Network = RandomWeights.Fill(graph),
        Options = options,
        Seeds = new Seeds(3),
        Calibration = TestCatalogs.Create().Datasets.Open("tiny[calibration]", SharedFiles.Paths, ImageUse.Lr),
        CheckpointFolder = checkpoints,
        Progress = progress is null ? null : new Told(progress),
    };

    private static byte[] State(TemporaryFolder files, string name, QuantizedNetwork network)
    {
        using (network)
        {
            network.Save(files.Path(name));
            return File.ReadAllBytes(Path.Combine(files.Path(name), "state.safetensors"));
        }
    }

    private static double[] Numbers(IReadOnlyDictionary<string, torch.Tensor> state) =>
        [.. state.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.detach().to_type(torch.float64).item<double>())];

    private sealed class Told(Action<MethodProgress> told) : IProgress<MethodProgress>
    {
        public void Report(MethodProgress value) => told(value);
    }
}
