using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Evaluation;

[Trait("tier", "unit")]
public sealed class EvaluatorTests
{
    /// <summary>Nearest-neighbour x2.</summary>
    private static QuantizedNetwork Nearest(int channels = 3)
    {
        var b = new NetworkBuilder("nearest", 2, 255, channels);
        return QuantizedNetwork.FullPrecision(new SrNetwork(b.Build(b.Upscale(b.Input, 2, UpscaleKind.Nearest))));
    }

    [Fact]
    public void Figures_AreThoseOfEveryImage_InTheSetsOrder()
    {
        using var network = Nearest();
        var result = new Evaluator(new WholeImageProtocol(), [new RgbPsnr(0)]).Run(network, new Made(0, 1, 16), TestContext.Current.CancellationToken);
        Assert.Equal(["0", "1", "16"], result.Images.Select(image => image.Image));
        Assert.Equal(double.PositiveInfinity, result.Images[0].Metrics["psnr:rgb[crop=0]"]);
        Assert.Equal(20 * Math.Log10(255), result.Images[1].Metrics["psnr:rgb[crop=0]"], 1e-9);
        Assert.Equal(20 * Math.Log10(255 / 16.0), result.Images[2].Metrics["psnr:rgb[crop=0]"], 1e-9);
        Assert.Equal(32, result.FeatureAverageBits);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(16, 11)]
    public void Tiles_OfANetworkWithoutNeighbourhood_EqualTheWholeImage(int tile, int step)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Nearest();
        var lr = torch.randint(0, 256, [1, 3, 37, 53], generator: new torch.Generator(3)).to_type(torch.float32);
        var whole = new WholeImageProtocol().Run(network, lr, TestContext.Current.CancellationToken);
        var tiles = new TileProtocol(tile, step).Run(network, lr, TestContext.Current.CancellationToken);
        Assert.Equal(whole.Samples, tiles.Samples);
        Assert.True(tiles.Passes.Count > 1);
    }

    [Fact]
    public void NetworksOnLuma_AreMeasuredUnderIdnsConventionAlone()
    {
        using var network = Nearest(channels: 1);
        var result = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y, LumaPsnr.IdnY]).Run(network, new Made(0), TestContext.Current.CancellationToken);
        Assert.Equal(double.NaN, result.Images[0].Metrics["psnr:y"]);
        Assert.InRange(result.Images[0].Metrics["psnr:idn-y"], 10, double.PositiveInfinity);
    }

    [Fact]
    public void ASetWithoutHr_IsAnError_NotAFigure()
    {
        using var network = Nearest();
        var problem = Assert.Throws<ResearchException>(() =>
            new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(network, new Made(0) { HasNoHr = true }, TestContext.Current.CancellationToken));
        Assert.Contains("no HR", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_Ends()
    {
        using var network = Nearest();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(network, new Made(0, 1), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(40, 40, true)]
    [InlineData(41, 41, true)]
    [InlineData(42, 40, false)]
    [InlineData(39, 40, false)]
    public void HrThatDoesNotFitItsLr_IsRefused(int width, int height, bool fits)
    {
        var set = new Made(0) { HrSize = (width, height) };
        if (fits)
        {
            Assert.Equal((40, 40), (set.ReadPair("0", 2).Hr.Width, set.ReadPair("0", 2).Hr.Height));
        }
        else
        {
            Assert.Contains("HR should be 40x40", Assert.Throws<ResearchException>(() => set.ReadPair("0", 2)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>20x20 LR; HR is its nearest-neighbour enlargement plus a constant, the image's id.</summary>
    private sealed class Made(params int[] offsets) : ImageDataset
    {
        internal bool HasNoHr { get; init; }

        internal (int Width, int Height) HrSize { get; init; } = (40, 40);

        public override string Name => "made";

        public override IReadOnlyList<string> ImageIds => [.. offsets.Select(offset => offset.ToString(System.Globalization.CultureInfo.InvariantCulture))];

        public override bool HasHr => !HasNoHr;

        public override RgbImage ReadHr(string id) => Fill(HrSize.Width, HrSize.Height, 2, int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));

        public override RgbImage ReadLr(string id, int scale) => Fill(20, 20, 1, 0);

        public override string ContentHash(int scale) => "made";

        public override IReadOnlyList<ImageHash> ImageHashes(int scale) => [];

        private static RgbImage Fill(int width, int height, int scale, int offset)
        {
            var image = new RgbImage(width, height);
            for (var i = 0; i < image.Pixels.Length; i++)
            {
                var (x, y) = (i / 3 % width / scale, i / 3 / width / scale);
                image.Pixels[i] = (byte)((x * 5) + (y * 3) + (i % 3 * 20) + offset);
            }

            return image;
        }
    }
}
