using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Networks.Edsr;
using Research.Tests.Framework.Experiments;
using TorchSharp;

namespace Research.Tests.Methods;

/// <summary>What every method must keep. A method derives a class of a line: <c>public sealed class XContract() : QuantizationMethodContract(new XMethod(), new XOptions());</c></summary>
[Trait("tier", "recipe")]
public abstract class QuantizationMethodContract(IQuantizationMethod method, object options) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("research-contract-").FullName;

    /// <summary>An EDSR of 2 blocks and 8 channels; override for methods made for others.</summary>
    protected virtual SrNetwork CreateNetwork() => new(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));

    /// <summary>What the method needs (<see cref="MethodInfo.Needs"/>), by part; made anew for each run from a network with weights.</summary>
    protected virtual IReadOnlyDictionary<string, QuantizedNetwork> CreateNeeds(Func<SrNetwork> weighted) => new Dictionary<string, QuantizedNetwork>(StringComparer.Ordinal);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameBitsAndOutput()
    {
        using var scope = torch.NewDisposeScope();
        using var first = Quantize();
        using var second = Quantize();
        AssertAlike(first, second);
    }

    [Fact]
    public void SavedAndLoaded_ItGivesTheSameBitsAndOutput()
    {
        using var scope = torch.NewDisposeScope();
        using var made = Quantize();
        made.Save(_folder);
        using var loaded = method.Place(CreateNetwork(), options);
        loaded.LoadState(_folder);
        AssertAlike(made, loaded);

        var again = Path.Combine(_folder, "again");
        loaded.Save(again);
        Assert.All(Directory.GetFiles(again), file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, Path.GetFileName(file))), File.ReadAllBytes(file)));
    }

    [Fact]
    public void LoadedIntoAnotherNetwork_ItIsRefused()
    {
        using var made = Quantize();
        made.Save(_folder);
        using var other = QuantizedNetwork.FullPrecision(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(3, 8), 2)));
        Assert.Throws<ResearchException>(() => other.LoadState(_folder));
        Assert.Throws<ResearchException>(() => other.LoadState(Path.Combine(_folder, "nothing")));
    }

    [Fact]
    public void Bits_AreAmongTheCandidates_InTheEdgesOrder()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Quantize();
        var bits = network.Infer(Image(9, 14), TestContext.Current.CancellationToken).Bits;
        Assert.Equal(network.Edges.Select(edge => edge.Name), bits.Edges.Select(edge => edge.Edge.Name));
        Assert.All(bits.Edges, edge => Assert.Contains(edge.Bits, edge.Edge.Candidates));
        Assert.Equal(method.Info.Engine, network.Engine.Name);
        Assert.All(network.WeightQuantizers.Keys, name => Assert.Contains(network.Network.Graph.Tensors, tensor => tensor.Name == name));
    }

    [Fact]
    public void InABatch_EveryImageHasTheBitsAndOutputThatItHasAlone()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Quantize();
        torch.Tensor[] images = [Image(84, 83), torch.full([1, 3, 83, 84], Scalars.Of(128), torch.float32), Image(84, 83).flip(3), Image(84, 83).div(Scalars.Of(3)).round()];
        var (sr, bits) = network.InferBatch(torch.cat(images), TestContext.Current.CancellationToken);
        Assert.Equal(images.Length, bits.Count);
        foreach (var (i, image) in images.Index())
        {
            var alone = network.Infer(image, TestContext.Current.CancellationToken);
            Assert.Equal(alone.Bits.Edges.Select(edge => (edge.Edge.Name, edge.Bits)), bits[i].Edges.Select(edge => (edge.Edge.Name, edge.Bits)));
            Assert.Equal(alone.Sr.contiguous().data<float>().ToArray(), sr.narrow(0, i, 1).contiguous().data<float>().ToArray());
        }
    }

    [Fact]
    public void TheWeightsFile_IsUntouched()
    {
        using var source = Weighted();
        var file = Path.Combine(_folder, "weights.safetensors");
        Safetensors.Write(file, source.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal));
        var before = File.ReadAllBytes(file);
        var network = CreateNetwork();
        using (var state = Safetensors.Read(file))
        {
            network.Load(state).Dispose();
        }

        using var quantized = method.Quantize(Request(network), TestContext.Current.CancellationToken);
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(13, 5)]
    public void ImagesOfAnySize_AndWithoutContrast_GiveFiniteOutput(int width, int height)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Quantize();
        foreach (var image in new[] { Image(width, height), torch.full([1, 3, height, width], Scalars.Of(128), torch.float32), torch.zeros(1, 3, height, width) })
        {
            var sr = network.Infer(image, TestContext.Current.CancellationToken).Sr;
            Assert.Equal([1, 3, height * 2, width * 2], sr.shape);
            Assert.True(sr.isfinite().all().item<bool>());
        }
    }

    [Fact]
    public void Cancelled_ItLeavesNothingHalfWritten()
    {
        using var cancellation = new CancellationTokenSource();
        var checkpoints = Path.Combine(_folder, "checkpoints");
        using var network = Weighted();
        var request = Request(network, checkpoints, new CancelAtFirst(cancellation));
        Assert.Throws<OperationCanceledException>(() =>
        {
            using var made = method.Quantize(request, cancellation.Token);
            cancellation.Token.ThrowIfCancellationRequested();
            cancellation.Cancel(); // A method that reports nothing has nothing to interrupt: it must refuse to start.
            method.Quantize(request, cancellation.Token);
        });
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    private QuantizedNetwork Quantize() => method.Quantize(Request(Weighted()), TestContext.Current.CancellationToken);

    private QuantizationRequest Request(SrNetwork network, string? checkpoints = null, IProgress<MethodProgress>? progress = null)
    {
        var images = TestCatalogs.Create().Datasets;
        return new QuantizationRequest
        {
            Network = network,
            Options = options,
            Seeds = new Seeds(7),
            Calibration = images.Open("tiny[calibration]", SharedFiles.Paths, ImageUse.Lr),
            Training = [images.Open("tiny[fitting]", SharedFiles.Paths)],
            Needs = CreateNeeds(Weighted),
            CheckpointFolder = checkpoints,
            Progress = progress,
        };
    }

    private SrNetwork Weighted()
    {
        var network = CreateNetwork();
        using var generator = new torch.Generator(3);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var parameter in network.parameters())
        {
            parameter.copy_(torch.randn(parameter.shape, generator: generator).mul(Scalars.Of(0.1)));
        }

        return network;
    }

    private static void AssertAlike(QuantizedNetwork first, QuantizedNetwork second)
    {
        foreach (var image in new[] { Image(24, 17), Image(8, 8) })
        {
            var ((a, aBits), (b, bBits)) = (first.Infer(image, TestContext.Current.CancellationToken), second.Infer(image, TestContext.Current.CancellationToken));
            Assert.Equal(aBits.Edges.Select(edge => (edge.Edge.Name, edge.Bits)), bBits.Edges.Select(edge => (edge.Edge.Name, edge.Bits)));
            Assert.Equal(a.contiguous().data<float>().ToArray(), b.contiguous().data<float>().ToArray());
        }
    }

    private static torch.Tensor Image(int width, int height) =>
        torch.arange(Scalars.Of(0), Scalars.Of(3 * width * height), dtype: torch.float32).mul(Scalars.Of(37)).remainder(Scalars.Of(256)).view(1, 3, height, width);

    private sealed class CancelAtFirst(CancellationTokenSource source) : IProgress<MethodProgress>
    {
        public void Report(MethodProgress value) => source.Cancel();
    }
}
