using System.Globalization;
using System.Text.Json.Nodes;
using Research.Datasets;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Networks;

namespace Research.Tests.Framework.Evaluation;

/// <summary>Full-precision networks on real images, against figures computed by independent code.</summary>
[Trait("tier", "real")]
public sealed class AnchorTests
{
    public static TheoryData<string, int, double> Set5Means()
    {
        var data = new TheoryData<string, int, double>();
        foreach (var line in File.ReadLines(Golden("set5_psnr.csv")).Skip(1))
        {
            var cells = line.Split(',');
            data.Add(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Set5Means))]
    public void MeanPsnrOnSet5_IsTheReferences(string weights, int scale, double expected)
    {
        var result = Evaluate(weights, scale, "Set5", LumaPsnr.Y, LumaPsnr.IdnY);
        var metric = double.IsNaN(result.Images[0].Metrics["psnr:y"]) ? "psnr:idn-y" : "psnr:y";
        Assert.Equal(expected, result.Mean(metric), 0.005);
    }

    [Theory]
    [InlineData("EDSR-8_x2", "Set5")]
    [InlineData("EDSR-8_x2", "Set14")]
    [InlineData("CARN_x2", "Set5")]
    [InlineData("CARN_x2", "Set14")]
    [InlineData("ResNet9-CARNbase_x4", "Set5")]
    [InlineData("ResNet9-CARNbase_x4", "Set14")]
    [InlineData("IMDN_x4", "Set5")]
    [InlineData("IMDN_x4", "Set14")]
    [InlineData("SRResNet8-BN_x4", "Set5")]
    [InlineData("SRResNet8-BN_x4", "Set14")]
    public void EveryImage_HasTheReferencesFiguresUnderEveryConvention(string weights, string dataset)
    {
        var (metrics, names) = (
            new IMetric[] { LumaPsnr.Y, LumaPsnr.Edsr, LumaSsim.Valid, LumaSsim.Replicate, LumaSsim.AdaBm },
            new[] { "psnr_y", "psnr_edsr", "ssim_valid", "ssim_replicate", "ssim_adabm_replicate" });
        var golden = JsonNode.Parse(File.ReadAllText(Golden("anchors_fp32.json")))![weights]![dataset]!["per_image"]!.AsObject();
        var result = Evaluate(weights, BuiltInWeights.Create().Find(weights).Scales[0], dataset, metrics);

        Assert.Equal(golden.Count, result.Images.Count);
        foreach (var image in result.Images)
        {
            foreach (var (metric, name) in metrics.Zip(names))
            {
                var tolerance = metric.Info.Unit == "dB" ? 0.0005 : 0.00005;
                Assert.Equal(golden[image.Image]![name]!.GetValue<double>(), image.Metrics[metric.Info.Id], tolerance);
            }
        }
    }

    private static EvaluationResult Evaluate(string weights, int scale, string dataset, params IMetric[] metrics)
    {
        SharedFiles.Data(Path.Combine("benchmark", dataset));
        SharedFiles.Weights($"{weights}.safetensors");
        var loader = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths);
        using var loaded = loader.Load(BuiltInWeights.Create().Find(weights), scale);
        using var network = QuantizedNetwork.FullPrecision(loaded.Network);
        return new Evaluator(new WholeImageProtocol(), metrics).Run(network, BuiltInDatasets.Create().Open(dataset, SharedFiles.Paths), TestContext.Current.CancellationToken);
    }

    private static string Golden(string file) => Path.Combine(AppContext.BaseDirectory, "golden", file);
}
