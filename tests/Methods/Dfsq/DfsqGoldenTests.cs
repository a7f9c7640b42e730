using System.Text.Json.Nodes;
using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Methods.Dfsq;
using Research.Networks;
using TorchSharp;

namespace Research.Tests.Methods.Dfsq;

/// <summary>EDSR-8 x2, W6A6, against the released network class with points of an independent program. W4A4: not checked, its reference is not at hand.</summary>
[Trait("tier", "real")]
public sealed class DfsqGoldenTests
{
    private const int Side = 96;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "dfsq_edsr8_w6a6.json")))!;

    /// <summary>Single pixels cannot be compared: a near-tie changes a channel's statistics, and with them the whole image a little.</summary>
    [Fact]
    public void WithTheReferencesPoints_EveryImageHasItsPsnr()
    {
        using var loaded = Edsr8();
        using var quantized = new DfsqMethod().Place(loaded.Network, new DfsqOptions(6, 6));
        using var file = Safetensors.Read(Path.Combine(Folder, "dfsq_edsr8_qps_all_w6a6.safetensors"));
        foreach (var edge in quantized.Edges)
        {
            using var scope = torch.NewDisposeScope();
            var points = file.Tensors[$"{edge.Name}.qps_x1024"].to_type(torch.ScalarType.Float32).div(Scalars.Of(1024));
            quantized.Quantizers[edge.Name].State["points"].copy_(points.sort(1).Values);
        }

        var expected = Golden["results"]!["w6a6_seed1"]!["Set5"]!["per_image"]!;
        var result = Evaluate(quantized);
        Assert.All(result.Images, image => Assert.Equal(expected[image.Image]!.GetValue<double>(), image.Metrics["psnr:edsr"], 0.005));
    }

    /// <summary>On the reference's patches: only the starts of K-means are other ones.</summary>
    [Fact]
    public void WithItsOwnPoints_ItHasTheReferencesErrorsAndPsnr()
    {
        SharedFiles.Data(Path.Combine("DIV2K", "DIV2K_test_LR_bicubic"));
        using var scope = torch.NewDisposeScope();
        using var loaded = Edsr8();
        var options = new DfsqOptions(6, 6);
        using var quantized = new DfsqMethod().Place(loaded.Network, options);
        var images = BuiltInDatasets.Create().Open("DIV2K[test-lr-x4]", SharedFiles.Paths, ImageUse.Lr);
        var patches = Golden["positions"]!.AsArray().Select(position => ImageTensor.FromImage(images
            .ReadLr(position![0]!.GetValue<string>()[..4], 2)
            .Crop(position[2]!.GetValue<int>(), position[1]!.GetValue<int>(), Side, Side)));
        var request = new QuantizationRequest { Network = loaded.Network, Options = options, Seeds = new Seeds(1) };

        var errors = DfsqMethod.Calibrate(quantized, torch.cat([.. patches]), request, TestContext.Current.CancellationToken);
        var layers = Golden["sse_per_layer_sum_over_channels"]!["w6a6_seed1"]!.AsObject();
        Assert.Equal(layers.Select(layer => layer.Key), errors.Keys);
        Assert.All(layers, layer => Assert.Equal(1, errors[layer.Key].Sum() / layer.Value!.GetValue<double>(), 0.1));
        Assert.Equal(1, errors.Values.Sum(channels => channels.Sum()) / layers.Sum(layer => layer.Value!.GetValue<double>()), 0.02);
        Assert.Equal(Golden["results"]!["w6a6_seed1"]!["Set5"]!["mean"]!.GetValue<double>(), Evaluate(quantized).Mean("psnr:edsr"), 0.03);
    }

    private static LoadedNetwork Edsr8()
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        SharedFiles.Weights("EDSR-8_x2.safetensors");
        return new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find("EDSR-8_x2"), 2);
    }

    private static EvaluationResult Evaluate(QuantizedNetwork quantized) =>
        new Evaluator(new WholeImageProtocol(), [LumaPsnr.Edsr]).Run(quantized, BuiltInDatasets.Create().Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken);
}
