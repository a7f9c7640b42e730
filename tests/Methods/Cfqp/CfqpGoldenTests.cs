using System.Text.Json.Nodes;
using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Methods.Cfqp;
using Research.Networks;

namespace Research.Tests.Methods.Cfqp;

/// <summary>The whole pipeline on ABPN x3 with 14 representative images, against an independent simulator. INT8 XLSR: not checked, its reference is not at hand.</summary>
[Trait("tier", "real")]
public sealed class CfqpGoldenTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "int8_ABPN_x3.json")))!;

    /// <summary>The reference's rules: 12 rounds, float64.</summary>
    private static readonly CfqpOptions Reference = new() { Rounds = 12, Precision = Precision.Float64 };

    private static readonly CfqpMethod Method = new(); // One for all: it remembers ranges.

    [Fact]
    public void Taming_HasTheReferencesFactors()
    {
        var notebook = new MethodNotebook();
        using var quantized = Quantize(Reference, notebook);
        var notes = notebook.Notes.Records.Where(record => record.Table == ImageNotes.Table).ToLookup(record => record.Item, StringComparer.Ordinal);
        double Note(string image, string quantity) => notes[image].Single(record => record.Quantity == quantity).Value;
        foreach (var golden in Golden["taming"]!.AsArray())
        {
            var image = golden!["image"]!.GetValue<string>()[..4];
            Assert.Equal(golden["range_before"]![0]!.GetValue<double>(), Note(image, ImageNotes.LowBefore), 1e-9);
            Assert.Equal(golden["range_before"]![1]!.GetValue<double>(), Note(image, ImageNotes.HighBefore), 1e-9);
            Assert.Equal(golden["converged"]!.GetValue<bool>(), Note(image, "converged") == 1);
            if (golden["rounds"]!.GetValue<int>() is <= 4 and var rounds)
            {
                Assert.Equal(rounds, Note(image, "rounds"));
                Assert.Equal(1, Note(image, "a") / golden["a"]!.GetValue<double>(), 1e-6);
                Assert.Equal(1, Note(image, "b (grey levels)") / golden["b"]!.GetValue<double>(), 1e-6);
            }
        }
    }

    [Theory]
    [InlineData("clipped", OutputGraph.Clipped, Conditioning.None, OutputReading.Raw, false)]
    [InlineData("clipped", OutputGraph.Clipped, Conditioning.None, OutputReading.Dequantized, false)]
    [InlineData("noclip_raw", OutputGraph.ClipFree, Conditioning.None, OutputReading.Raw, false)]
    [InlineData("noclip_dequant", OutputGraph.ClipFree, Conditioning.None, OutputReading.Dequantized, false)]
    [InlineData("tamed_raw", OutputGraph.ClipFree, Conditioning.Tame, OutputReading.Raw, false)]
    [InlineData("tamed_dequant", OutputGraph.ClipFree, Conditioning.Tame, OutputReading.Dequantized, false)]
    [InlineData("pinned", OutputGraph.ClipFree, Conditioning.None, OutputReading.Raw, true)]
    public void Set5_IsTheReferences(string result, OutputGraph graph, Conditioning conditioning, OutputReading reading, bool pinned)
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        using var quantized = Quantize(Reference with { Graph = graph, Conditioning = conditioning, Rounds = conditioning == Conditioning.None ? new CfqpOptions().Rounds : Reference.Rounds, Reading = reading, PinOutput = pinned }, new MethodNotebook());
        var set5 = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(quantized, BuiltInDatasets.Create().Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken);
        Assert.Equal(Golden["results"]![result]!["mean"]!.GetValue<double>(), set5.Mean("psnr:y"), 0.0005);
        Assert.Equal(8, set5.FeatureAverageBits);
    }

    private static Research.Framework.Quantization.QuantizedNetwork Quantize(CfqpOptions options, MethodNotebook notebook)
    {
        SharedFiles.Data(Path.Combine("DIV2K", "DIV2K_test_LR_bicubic"));
        SharedFiles.Weights("ABPN_M4C28-etds_x3.safetensors");
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find("ABPN_M4C28-etds_x3"), 3);
        return Method.Quantize(
            new QuantizationRequest
            {
                Network = loaded.Network.With(loaded.Network.Graph),
                Options = options,
                Seeds = new Seeds(0),
                Calibration = BuiltInDatasets.Create().Open("DIV2K[test-lr-x4,1-14]", SharedFiles.Paths, ImageUse.Lr),
                Notebook = notebook,
            },
            TestContext.Current.CancellationToken);
    }
}
