using Research.Framework.Costs;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Weights;
using Research.Methods.MinMax;
using Research.Networks.Edsr;

namespace Research.Tests.Framework.Costs;

[Trait("tier", "unit")]
public sealed class BitOpsTests
{
    /// <summary>EDSR-baseline x4 for 1280x720, layer by layer, from an independent count.</summary>
    [Theory]
    [InlineData(Role.Head, 99_532_800)]
    [InlineData(Role.Body, 67_947_724_800)]
    [InlineData(Role.BodyEnd, 2_123_366_400)]
    [InlineData(Role.Upsampler, 42_467_328_000)]
    [InlineData(Role.Tail, 1_592_524_800)]
    public void Macs_AreTheIndependentOnes(Role role, double expected)
    {
        using var network = Baseline(8, 8);
        Assert.Equal(expected, CostLedger.Of(network).Layers.Where(layer => layer.Role == role).Sum(layer => layer.MacsPerLrPixel) * Frame.LrPixels(4));
    }

    /// <summary>Weights and activations of the body at 8 and b bits: 67.95 G x 8 b + 46.28 G x 1024, definition H of the spec for b = FAB.</summary>
    [Theory]
    [InlineData(8, 8)]
    [InlineData(8, 4)]
    [InlineData(4, 2)]
    public void MacBits_IsTheSumOverLayers(int w, int a)
    {
        using var network = Baseline(w, a);
        var expected = ((67_947_724_800.0 * w * a) + (46_282_752_000.0 * 1024)) / 1e9;
        Assert.Equal(expected, Measure(BitOps.MacBits, network, new WholeImageProtocol(), 60, 40), expected * 1e-12);
    }

    /// <summary>One convolution 3x3, 3 -> 12 channels: 324 MACs per LR pixel, with weights of w and inputs of a bits.</summary>
    [Theory]
    [InlineData(8, 8)]
    [InlineData(2, 5)]
    public void OneConvolution_IsTheClosedForm(int w, int a)
    {
        var b = new NetworkBuilder("one", 2, pixelRange: 255);
        var y = b.Conv("conv", b.Input, 12, 3, Role.Body, bias: false);
        using var network = new MinMaxMethod().Place(new SrNetwork(b.Build(b.PixelShuffle(y, 2), new NamingScheme("canonical") { Present = ["conv.weight"] })), new MinMaxOptions(w, a));
        const double Macs = 324 * 640 * 360 / 1e9;
        Assert.Equal(Macs * w * a, Measure(BitOps.MacBits, network, new WholeImageProtocol(), 20, 10), 1e-12);
        Assert.Equal(Macs * a * a / 1024, Measure(BitOps.CabmPublished, network, new WholeImageProtocol(), 20, 10), 1e-12);
        Assert.Equal(Macs * 8 * a / 1024, Measure(BitOps.CadyqAuthor, network, new WholeImageProtocol(), 20, 10), 1e-12);
        Assert.Equal(324 * w / 8.0, ModelSize.Bytes(network));
    }

    [Fact]
    public void Published_SquaresTheBits_OverTheWholeNetwork()
    {
        using var network = Baseline(8, 8);
        Assert.Equal(114.2304768 / 16, Measure(BitOps.CabmPublished, network, new WholeImageProtocol(), 60, 40), 1e-9);
        Assert.Equal(46.282752 + (67.9477248 / 16), Measure(BitOps.CadyqAuthor, network, new WholeImageProtocol(), 60, 40), 1e-9);
    }

    /// <summary>510 x 339 LR in tiles of 96, step 90: 3 x 5 tiles that see (96 + 96 + 159) x (4 x 96 + 150) pixels.</summary>
    [Fact]
    public void Overlap_CountsWhereTheConventionSaysSo()
    {
        using var network = Baseline(8, 8);
        var protocol = new TileProtocol(96, 90);
        var factor = 351.0 * 534 / (510 * 339);
        Assert.Equal(351 * 534, protocol.LrPixels(510, 339));
        Assert.Equal(factor, Measure(BitOps.MacBits, network, protocol, 510, 339) / Measure(BitOps.MacBits, network, new WholeImageProtocol(), 510, 339), 1e-12);
        Assert.Equal(factor, Measure(BitOps.CadyqAuthor, network, protocol, 510, 339) / Measure(BitOps.CadyqAuthor, network, new WholeImageProtocol(), 510, 339), 1e-12);
        Assert.Equal(1, Measure(BitOps.CabmPublished, network, protocol, 510, 339) / Measure(BitOps.CabmPublished, network, new WholeImageProtocol(), 510, 339), 1e-12);
    }

    /// <summary>M (mean FAB / 32)^2 is not the mean of M (FAB / 32)^2.</summary>
    [Fact]
    public void Published_TakesTheSetsMeanFab() =>
        Assert.Equal(BitOps.CabmPublishedOf(100, 6), BitOps.CabmPublished.Aggregate([BitOps.CabmPublishedOf(100, 4), BitOps.CabmPublishedOf(100, 8)]), 1e-12);

    [Fact]
    public void ModelSize_CountsQuantizedWeightsAtTheirBits()
    {
        using var network = Baseline(4, 8);
        const long Quantized = 32 * 36_864;
        Assert.Equal(((1_517_571 - Quantized) * 4) + (Quantized / 2), ModelSize.Bytes(network));
        using var full = QuantizedNetwork.FullPrecision(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(16, 64), 4)));
        Assert.Equal(1_517_571 * 4, ModelSize.Bytes(full));
    }

    private static QuantizedNetwork Baseline(int w, int a) =>
        new MinMaxMethod().Place(new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(16, 64), 4)), new MinMaxOptions(w, a));

    private static double Measure(IMetric metric, QuantizedNetwork network, IProtocol protocol, int width, int height)
    {
        var bits = new BitAllocation([.. network.Edges.Select(edge => new EdgeBits(edge, edge.Candidates[0]))]);
        var scale = network.Network.Graph.Scale;
        var picture = MetricImage.FromRgb(new RgbImage(width * scale, height * scale));
        return metric.Compute(new MeasuredImage(picture, picture, scale, network, [new Pass(bits, new LrArea(0, 0, (int)protocol.LrPixels(width, height), 1))]));
    }
}
