using System.Text.Json.Nodes;
using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Methods.AdaBm;
using Research.Networks;

namespace Research.Tests.Methods.AdaBm;

/// <summary>A short run on EDSR-8 x2 at W8A6, in the band of the released code's full one; the full one is a cell of experiments/adabm/processing-time.</summary>
[Trait("tier", "real")]
public sealed class AdaBmRealTests
{
    [Fact]
    public void AShortRun_EndsNearTheReleasedCodesFullOne()
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        SharedFiles.Data(Path.Combine("DIV2K", "DIV2K_test_LR_bicubic"));
        SharedFiles.Weights("EDSR-8_x2.safetensors");
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden("adabm_full_w8a6.json")))!["final_eval"]!["whole"]!["Set5"]!;
        var datasets = BuiltInDatasets.Create();
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find("EDSR-8_x2"), 2);
        var request = new QuantizationRequest
        {
            Network = loaded.Network,
            Options = new AdaBmOptions(8, 6) { Crop = 48, Images = 16, Epochs = 4 },
            Seeds = new Seeds(1),
            Calibration = datasets.Open("DIV2K[test-lr-x4]", SharedFiles.Paths, ImageUse.Lr),
        };
        using var quantized = new AdaBmMethod().Quantize(request, TestContext.Current.CancellationToken);

        var result = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Edsr]).Run(quantized, datasets.Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken);
        Assert.Equal(golden["psnr"]!.GetValue<double>(), result.Mean("psnr:edsr"), 0.2);
        Assert.Equal(golden["fab"]!.GetValue<double>(), result.FeatureAverageBits, 1.3);
    }
}
