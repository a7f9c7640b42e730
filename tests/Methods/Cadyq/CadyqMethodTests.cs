using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using Research.Networks.Edsr;
using Research.Tests.Datasets;
using Research.Tests.Framework.Experiments;
using Research.Tests.Framework.Training;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>The whole method on tiny images.</summary>
[Trait("tier", "recipe")]
public sealed class CadyqMethodTests
{
    private static readonly CadyqOptions Options = new() { Epochs = 2, Iterations = 2, Batch = 2, Crop = 8 };

    [Fact]
    public void InterruptedAnywhere_ItEndsWithTheSameBytes()
    {
        using var files = new TemporaryFolder();
        var expected = State(files, "whole", Quantize(Options));
        for (var kill = 1; kill < 4; kill++)
        {
            using var cancellation = new CancellationTokenSource();
            var folder = files.Path($"checkpoints {kill}");
            Assert.Throws<OperationCanceledException>(() => Quantize(Options, folder, cancellation.Token, step => CancelAt(cancellation, step, kill)));
            Assert.Equal(expected, State(files, "resumed", Quantize(Options, folder)));
        }
    }

    /// <summary>Bits that cost much fall for all; for nothing they stay where the selectors start.</summary>
    [Fact]
    public void Bits_FollowWhatTheyCost()
    {
        var fast = Options with { Iterations = 12, SelectorRate = 0.05 };
        using var expensive = Quantize(fast with { BitWeight = 1000 });
        using var free = Quantize(fast with { BitLoss = BitLoss.None, SelectorRate = 1e-6 });
        using var scope = torch.NewDisposeScope();
        var lr = RandomWeights.Image(1, 3, 12, 12);
        Assert.Equal(4, expensive.Infer(lr, TestContext.Current.CancellationToken).Bits.FeatureAverageBits);
        Assert.Equal(8, free.Infer(lr, TestContext.Current.CancellationToken).Bits.FeatureAverageBits);
    }

    [Fact]
    public void TheTeacher_StaysAsItIs_AndTheStartToo()
    {
        using var files = new TemporaryFolder();
        var needs = Needs();
        byte[] Bytes(string part, string name)
        {
            needs[part].Save(files.Path(name));
            return File.ReadAllBytes(Path.Combine(files.Path(name), "state.safetensors"));
        }

        var before = Bytes("teacher", "a");
        using var made = new CadyqMethod().Quantize(Request(Options, needs, null, null), TestContext.Current.CancellationToken);
        Assert.Equal(before, Bytes("teacher", "b"));
        Assert.Equal(before, Bytes("start", "c"));
        Assert.Contains(made.Network.Graph.Tensors, tensor => !made.Network[tensor.Name].equal(needs["teacher"].Network[tensor.Name]).all().item<bool>());
    }

    [Fact]
    public void WhatItNotes_IsOfEachEpoch()
    {
        var request = Request(Options, Needs(), null, null);
        using var made = new CadyqMethod().Quantize(request, TestContext.Current.CancellationToken);
        var records = request.Notebook.Notes.Records.Where(record => record.Item is "2" or "4").ToList();
        Assert.Equal(["bits", "fab", "kd", "l1"], records.Select(record => record.Quantity).Distinct().Order(StringComparer.Ordinal));
        Assert.All(records.Where(record => record.Quantity == "fab"), record => Assert.Equal(8, record.Value, 1e-9));
        Assert.All(records, record => Assert.True(double.IsFinite(record.Value)));
    }

    [Fact]
    public void ItsJournals_HoldEveryStep_AndEpochsAreNews()
    {
        using var files = new TemporaryFolder();
        var news = new List<string?>();
        using var made = new CadyqMethod().Quantize(Request(Options, Needs(), null, step => news.Add(step.News), files.Path("training")), TestContext.Current.CancellationToken);
        var steps = File.ReadAllLines(files.Path("training/steps.csv"));
        Assert.StartsWith("step,loss,l1,bits,kd,fab,lr,lr_bounds,lr_selectors,seconds", steps[0], StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4"], steps[1..].Select(step => step.Split(',')[0]));
        Assert.Equal([1L, 2, 3, 4], Directory.GetFiles(files.Path("training/events")).SelectMany(TensorBoardEvents.Read).Where(scalar => scalar.Tag == "loss/fab").Select(scalar => scalar.Step));
        Assert.Equal([false, true, false, true], news.Select(line => line is not null));
        Assert.Matches(@"^loss [\d.]+, l1 .*, fab 8, lr .* crops/s, \d+ ?% waiting, \d+ s left$", news[1]);
    }

    private static void CancelAt(CancellationTokenSource source, MethodProgress step, int kill)
    {
        if (step.Done == kill)
        {
            source.Cancel();
        }
    }

    private static QuantizedNetwork Quantize(CadyqOptions options, string? checkpoints = null, CancellationToken? cancellation = null, Action<MethodProgress>? progress = null) =>
        new CadyqMethod().Quantize(Request(options, Needs(), checkpoints, progress), cancellation ?? TestContext.Current.CancellationToken);

    private static QuantizationRequest Request(CadyqOptions options, IReadOnlyDictionary<string, QuantizedNetwork> needs, string? checkpoints, Action<MethodProgress>? progress, string? journals = null) => new()
    {
        Network = Edsr(),
        Options = options,
        Seeds = new Seeds(3),
        Training = [TestCatalogs.Create().Datasets.Open("tiny[fitting]", SharedFiles.Paths)],
        Needs = needs,
        CheckpointFolder = checkpoints,
        JournalFolder = journals,
        Progress = progress is null ? null : new Told(progress),
    };

    /// <summary>As PAMS leaves them, with bounds that fit what passes.</summary>
    private static Dictionary<string, QuantizedNetwork> Needs() => new[] { "start", "teacher" }.ToDictionary(
        part => part,
        _ =>
        {
            var uniform = new PamsMethod().Place(Edsr(), new PamsOptions());
            using var mode = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            uniform.Forward(new ForwardContext { Lr = RandomWeights.Image(2, 3, 12, 12), WarmUp = true });
            return uniform;
        },
        StringComparer.Ordinal);

    private static SrNetwork Edsr() => RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));

    private static byte[] State(TemporaryFolder files, string name, QuantizedNetwork network)
    {
        using (network)
        {
            network.Save(files.Path(name));
            return File.ReadAllBytes(Path.Combine(files.Path(name), "state.safetensors"));
        }
    }

    private sealed class Told(Action<MethodProgress> told) : IProgress<MethodProgress>
    {
        public void Report(MethodProgress value) => told(value);
    }
}
