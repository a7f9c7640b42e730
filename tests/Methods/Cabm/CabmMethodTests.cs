using Research.Framework.Costs;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.Cabm;
using Research.Methods.Cadyq;
using Research.Networks.Edsr;
using Research.Networks.Idn;
using Research.Networks.SrResNet;
using Research.Tests.Datasets;
using Research.Tests.Framework.Experiments;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class CabmMethodTests
{
    /// <summary>Without tuning the network is the start's, with the bits that the start chose for the same tile.</summary>
    [Fact]
    public void Untuned_ItGivesTheStartsOutput_ForTheCalibrationImages()
    {
        using var scope = torch.NewDisposeScope();
        using var start = Small.Supernet(Edsr());
        using var made = Made(new CabmOptions { Tune = false, Widening = 0 }, out var request);
        var bits = new List<double>();
        foreach (var id in request.Calibration!.ImageIds)
        {
            var lr = ImageTensor.FromImage(request.Calibration.ReadLr(id, 2));
            var (expected, actual) = (start.Infer(lr, TestContext.Current.CancellationToken), made.Infer(lr, TestContext.Current.CancellationToken));
            Assert.Equal(expected.Bits.Edges.Select(edge => (edge.Edge.Name, edge.Bits)), actual.Bits.Edges.Select(edge => (edge.Edge.Name, edge.Bits)));
            Assert.Equal(expected.Sr.contiguous().data<float>().ToArray(), actual.Sr.contiguous().data<float>().ToArray());
            bits.AddRange(actual.Bits.Edges.Where(edge => edge.Edge.Counted).Select(edge => (double)edge.Bits));
        }

        Assert.True(bits.Distinct().Count() > 1);
    }

    [Fact]
    public void Tuning_ChangesWeightsAndBounds_NotTheTable()
    {
        using var untuned = Made(Small.Options with { Tune = false, Epochs = null, Iterations = null, Batch = null, Crop = null }, out _);
        using var tuned = Made(Small.Options, out var request);
        float[] Values(torch.Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
        Assert.Equal(untuned.Policy.State["table"].bytes.ToArray(), tuned.Policy.State["table"].bytes.ToArray());
        Assert.Equal(untuned.Policy.State["start"].bytes.ToArray(), tuned.Policy.State["start"].bytes.ToArray());
        Assert.NotEqual(Values(untuned.Network["body.0.body.0.weight"]), Values(tuned.Network["body.0.body.0.weight"]));
        Assert.NotEqual(Values(untuned.Quantizers["body.0.body.0"].State["alpha"]), Values(tuned.Quantizers["body.0.body.0"].State["alpha"]));

        var records = request.Notebook.Notes.Records;
        Assert.Equal(2, records.Single(record => record is { Table: "table", Item: "tiles", Quantity: "count" }).Value);
        Assert.Equal(2, records.Where(record => record is { Table: "tiles", Quantity: "count" }).Sum(record => record.Value));
        Assert.Contains(records, record => record is { Table: "table", Item: "0", Quantity: "fab", Value: >= 4 and <= 8 });
        Assert.Equal(1, records.Where(record => record.Table == "sampling").Sum(record => record.Value), 1e-12);
    }

    [Fact]
    public void AKeptTable_IsReadAgain_AndOfAnotherStartRefused()
    {
        var folder = Directory.CreateTempSubdirectory("research-cabm-").FullName;
        try
        {
            using var made = Made(new CabmOptions { Tune = false }, out _);
            made.Save(folder);
            var options = new CabmOptions { Tune = false, Table = Path.Combine(folder, "table.json") };
            using var again = Made(options, out _);
            Assert.Equal(made.Policy.State["table"].bytes.ToArray(), again.Policy.State["table"].bytes.ToArray());
            Assert.Equal([options.Table], new CabmMethod().Info.Files(options));

            var problem = Assert.Throws<ResearchException>(() => Made(options, out _, start => start.Policy.State.Values.First().zero_()));
            Assert.Contains("a start network with other weights", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AStartThatIsQuantizedElsewhere_OrToOtherBits_IsRefused()
    {
        SrNetwork SrResNet() => RandomWeights.Fill(new SrResNetArchitecture().Build(new SrResNetParameters(1, Features: 8), 2));
        using var released = Small.Supernet(SrResNet());
        using var other = new CadyqMethod().Place(SrResNet(), new CadyqOptions { Bits = [2, 4, 8], Conv1 = Conv1Input.Corrected });
        foreach (var start in new[] { released, other })
        {
            var request = Request(SrResNet(), new CabmOptions { Conv1Quantized = true, Start = "cadyq[conv1=corrected]" }, start);
            var problem = Assert.Throws<ResearchException>(() => new CabmMethod().Quantize(request, TestContext.Current.CancellationToken));
            Assert.Contains("The start 'cadyq[conv1=corrected]' quantizes other places", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cadyq", null)]
    [InlineData("cadyq[epochs=6,inputs=gradient]", null)]
    [InlineData("cadyq[bits=[2,4,8]]", "the start 'cadyq[bits=[2,4,8]]' quantizes other places, or to other bits, than bits=[4,6,8], conv1_quantized=false; both must agree")]
    [InlineData("cadyq[conv1=corrected]", "both must agree")]
    [InlineData("pams", "start must have selectors, as cadyq has; given start=pams")]
    [InlineData("cadyq[bits=[4,6,8],conv1=released]", null)]
    [InlineData("another[bits=[2,8]]", null)]
    [InlineData("cadyq[", "start: ")]
    public void AStart_IsCheckedByItsName(string start, string? problem)
    {
        var found = new CabmOptions { Start = start }.Problem();
        Assert.True(problem is null ? found is null : found?.Contains(problem, StringComparison.Ordinal), found);
    }

    [Fact]
    public void ATableOfAnotherNetwork_IsRefusedWhereItWouldBePlaced()
    {
        using var files = new TemporaryFolder();
        File.WriteAllText(files.Path("table.json"), "{}");
        using var placed = RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(1, 8), 2));
        Assert.Contains("is no table of CABM", Assert.Throws<ResearchException>(() => new CabmMethod().Place(placed, new CabmOptions { Table = files.Path("table.json") })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_AreTheMatchingOnes()
    {
        string[] Needs(CabmOptions options) => [.. new CabmMethod().Info.Needs(options).Select(need => $"{need.Part} {need.Identity}")];
        Assert.Equal(["start cadyq"], Needs(new CabmOptions()));
        Assert.Equal(["start cadyq[w=6,bits=[4,8],conv1=corrected]", "teacher pams[w=6,a=8,conv1_quantized=true]"], Needs(new CabmOptions(6) { Bits = [4, 8], Conv1Quantized = true, Distillation = true }));
        Assert.Equal(["start cadyq[bit_loss=plain]"], Needs(new CabmOptions { Start = "cadyq[bit_loss=plain]", Tune = false }));
    }

    [Fact]
    public void NetworksOnLuma_AreRefused()
    {
        using var network = new SrNetwork(new IdnArchitecture().Build(new NoParameters(), 2));
        Assert.Contains("reads luma", Assert.Throws<ResearchException>(() => new CabmMethod().Place(network, new CabmOptions())).Message, StringComparison.Ordinal);
    }

    public static TheoryData<CabmOptions, string> WrongOptions() => new()
    {
        { new CabmOptions(9), "w=9" },
        { new CabmOptions { Bits = [8, 4] }, "bits=[8,4]" },
        { new CabmOptions { Bits = [8] }, "at least two" },
        { new CabmOptions { Beta = 256 }, "beta=256" },
        { new CabmOptions { Widening = -1 }, "widening=-1" },
        { new CabmOptions { Widening = double.NaN }, "widening=NaN" },
        { new CabmOptions { Rule = TableRule.Released, Threshold = 0 }, "threshold=0" },
        { new CabmOptions { Rule = TableRule.Released, Beta = 30 }, "leave beta and widening away" },
        { new CabmOptions { Threshold = 5 }, "no threshold" },
        { new CabmOptions { Table = "t.json", Beta = 3 }, "is not made" },
        { new CabmOptions { Images = 0 }, "images=0" },
        { new CabmOptions { Tune = false, Crop = 24 }, "without tuning" },
        { new CabmOptions { Crop = 3 }, "crop must lie" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void WrongOptions_AreNamed(CabmOptions options, string message) => Assert.Contains(message, options.Problem(), StringComparison.Ordinal);

    [Theory]
    [InlineData(255, null, 45)]
    [InlineData(1, null, 30)]
    [InlineData(1, 12.5, 12.5)]
    public void Beta_IsThePapersOfTheNetworksRange(double range, double? beta, double expected) => Assert.Equal(expected, new CabmOptions { Beta = beta }.BetaOf(range));

    /// <summary>Every sample of a batch has the bits of its own edge score.</summary>
    [Fact]
    public void Bits_AreLookedUp_SampleBySample()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new CabmMethod().Place(Edsr(), new CabmOptions());
        var policy = (TableBits)network.Policy;
        var layers = policy.Table.Layers;
        Assert.Equal(["body.0.body.0", "body.0.body.2", "body.1.body.0", "body.1.body.2"], layers.Select(layer => layer.Name));
        policy.Fill(new BitTable(layers, [.. Enumerable.Range(0, BitTable.Keys * 4).Select(i => (byte)(((i / 4 / 100) + (i % 4)) % 3))]), new string('0', 64));
        torch.Tensor[] images = [torch.full([1, 3, 20, 20], Scalars.Of(9), torch.float32), RandomWeights.Image(1, 3, 20, 20), RandomWeights.Image(1, 3, 20, 20).div(Scalars.Of(4))];
        var (_, bits) = network.InferBatch(torch.cat(images), TestContext.Current.CancellationToken);
        foreach (var (image, allocation) in images.Zip(bits))
        {
            var score = EdgeScore.Keys(image)[0] / 100;
            Assert.Equal(Enumerable.Range(0, 4).Select(layer => 4 + (2 * ((score + layer) % 3))), allocation.Edges.Where(edge => edge.Edge.Counted).Select(edge => edge.Bits));
        }

        Assert.True(bits.Select(allocation => allocation.FeatureAverageBits).Distinct().Count() > 1);
    }

    /// <summary>EDSR-baseline x4 at a FAB of 5.75 for 1280 x 720, by both definitions: (67.95 G x 8 FAB + 46.28 G x 1024) and M (FAB / 32)^2.</summary>
    [Fact]
    public void Costs_AreThoseOfTheTablesBits()
    {
        using var network = new CabmMethod().Place(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(16, 64), 4)), new CabmOptions());
        var policy = (TableBits)network.Policy;
        policy.Fill(new BitTable(policy.Table.Layers, [.. Enumerable.Range(0, BitTable.Keys * 32).Select(i => (byte)(i % 32 < 12 ? 0 : i % 32 < 24 ? 1 : 2))]), new string('0', 64));
        var bits = new BitAllocation([.. network.Edges.Select((edge, _) => new EdgeBits(edge, edge.Counted ? policy.Table.Bits(0)[policy.Table.Layers.Select(layer => layer.Name).ToList().IndexOf(edge.Name)] : 8))]);
        var ledger = CostLedger.Of(network, bits);
        Assert.Equal(5.75, bits.FeatureAverageBits);
        Assert.Equal((67_947_724_800.0 * 8 * 5.75) + (46_282_752_000.0 * 1024), ledger.BitOpsPerLrPixel * Frame.LrPixels(4), 1.0);
        Assert.Equal(114.2304768 * 5.75 * 5.75 / 1024, BitOps.CabmPublishedOf(ledger.MacsPerLrPixel * Frame.LrPixels(4) / 1e9, bits.FeatureAverageBits), 1e-9);
    }

    private static SrNetwork Edsr() => RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));

    private static QuantizedNetwork Made(CabmOptions options, out QuantizationRequest request, Action<QuantizedNetwork>? change = null)
    {
        var start = Small.Supernet(Edsr());
        using (torch.no_grad())
        {
            change?.Invoke(start);
        }

        request = Request(Edsr(), options, start);
        return new CabmMethod().Quantize(request, TestContext.Current.CancellationToken);
    }

    private static QuantizationRequest Request(SrNetwork network, CabmOptions options, QuantizedNetwork start)
    {
        var images = TestCatalogs.Create().Datasets;
        return new QuantizationRequest
        {
            Network = network,
            Options = options,
            Seeds = new Seeds(7),
            Calibration = images.Open("tiny[calibration]", SharedFiles.Paths, Research.Framework.Data.ImageUse.Lr),
            Training = [images.Open("tiny[fitting]", SharedFiles.Paths)],
            Needs = new Dictionary<string, QuantizedNetwork>(StringComparer.Ordinal) { ["start"] = start },
        };
    }
}
