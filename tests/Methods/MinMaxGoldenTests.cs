using System.Text.Json.Nodes;
using Research.Datasets;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Methods.MinMax;
using Research.Networks;

namespace Research.Tests.Methods;

/// <summary>Static post-training quantization of EDSR-8 x2, W8A8, against an independent simulator. W4A4: not checked, its reference is not at hand.</summary>
[Trait("tier", "real")]
public sealed class MinMaxGoldenTests
{
    [Fact]
    public void Edsr8_W8A8_HasTheReferencesRangesAndFigures()
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        SharedFiles.Data(Path.Combine("DIV2K", "DIV2K_test_LR_bicubic"));
        SharedFiles.Weights("EDSR-8_x2.safetensors");
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "ptq_minmax_EDSR-8_x2_w8a8.json")))!;
        var datasets = BuiltInDatasets.Create();
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find("EDSR-8_x2"), 2);

        using var quantized = new MinMaxMethod().Quantize(
            new QuantizationRequest
            {
                Network = loaded.Network,
                Options = new MinMaxOptions(8, 8),
                Seeds = new Seeds(0),
                Calibration = datasets.Open("DIV2K[test-lr-x4]", SharedFiles.Paths, ImageUse.Lr),
            },
            TestContext.Current.CancellationToken);

        var ranges = golden["ranges"]!.AsObject();
        Assert.Equal(ranges.Select(range => range.Key), quantized.Edges.Select(edge => edge.Name));
        foreach (var (name, range) in ranges)
        {
            var state = quantized.Quantizers[name].State["range"].data<double>();
            Assert.Equal(range![0]!.GetValue<double>(), state[0], 1e-4);
            Assert.Equal(range[1]!.GetValue<double>(), state[1], 1e-4);
        }

        var result = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(quantized, datasets.Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken);
        Assert.Equal(golden["mean"]!["torch.float32"]!.GetValue<double>(), result.Mean("psnr:y"), 0.002);
        Assert.Equal(8, result.FeatureAverageBits);
    }
}
