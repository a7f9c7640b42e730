using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Methods.Cfqp;
using Research.Networks;

namespace Research.Tests.Methods.Cfqp;

/// <summary>What the paper claims, on published networks: the clip can go. And what that would cost without taming, lest these tests could not fail.</summary>
[Trait("tier", "real")]
public sealed class CfqpClaimTests
{
    private static readonly CfqpMethod Method = new(); // One for all: it remembers ranges.

    [Theory]
    [InlineData("ABPN_M4C28-etds_x2", 2, 0.10)]
    [InlineData("ABPN_M4C28-etds_x3", 3, 0.06)]
    [InlineData("ABPN_M4C28-etds_x4", 4, 0.06)]
    [InlineData("XLSR_x3", 3, 0.06)]
    [InlineData("ECBSR_M4C16-etds_x2", 2, 0.10)]
    [InlineData("ECBSR_M4C16-etds_x3", 3, 0.06)]
    [InlineData("ECBSR_M4C16-etds_x4", 4, 0.06)]
    public void WithoutClip_TamedImagesLoseLittle_AndUntouchedOnesMuch(string weights, int scale, double loss)
    {
        var clipped = Psnr(weights, scale, new CfqpOptions { Graph = OutputGraph.Clipped, Conditioning = Conditioning.None });
        var tamed = Psnr(weights, scale, new CfqpOptions());
        Assert.InRange(clipped - tamed, -1, loss);
        Assert.InRange(Psnr(weights, scale, new CfqpOptions { Graph = OutputGraph.Clipped }) - tamed, -loss, loss);
        Assert.InRange(clipped - Psnr(weights, scale, new CfqpOptions { Conditioning = Conditioning.None }), 0.8, 20);
    }

    [Fact]
    public void ASingleImage_IsALottery_UnlessItIsTamed()
    {
        double Spread(CfqpOptions options)
        {
            var all = Enumerable.Range(0, 14).Select(image => Psnr("ABPN_M4C28-etds_x3", 3, options with { Image = image })).ToList();
            return all.Max() - all.Min();
        }

        Assert.InRange(Spread(new CfqpOptions { Conditioning = Conditioning.None }), 8, 20);
        Assert.InRange(Spread(new CfqpOptions()), 0, 3);
    }

    private static double Psnr(string weights, int scale, CfqpOptions options)
    {
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        SharedFiles.Data(Path.Combine("DIV2K", "DIV2K_test_LR_bicubic"));
        SharedFiles.Weights($"{weights}.safetensors");
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find(weights), scale);
        using var quantized = Method.Quantize(
            new QuantizationRequest
            {
                Network = loaded.Network.With(loaded.Network.Graph),
                Options = options,
                Seeds = new Seeds(0),
                Calibration = BuiltInDatasets.Create().Open("DIV2K[test-lr-x4,1-14]", SharedFiles.Paths, ImageUse.Lr),
            },
            TestContext.Current.CancellationToken);
        return new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(quantized, BuiltInDatasets.Create().Open("Set5", SharedFiles.Paths), TestContext.Current.CancellationToken).Mean("psnr:y");
    }
}
