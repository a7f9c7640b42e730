using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Networks.Edsr;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Evaluation;

[Trait("tier", "unit")]
public sealed class TileProtocolTests
{
    /// <summary>The example of CADyQ's script: 339 x 510 LR gives 3 x 5 tiles, the last row 159 high, the last column 150 wide.</summary>
    [Theory]
    [InlineData(339, 3, 159)]
    [InlineData(510, 5, 150)]
    public void Tiles_AreThoseOfTheOfficialScript(int size, int count, int last)
    {
        var tiles = new TileProtocol(96, 90).Tiles(size, 4);
        Assert.Equal(count, tiles.Count);
        Assert.Equal(last, tiles[^1].Length);
        Assert.Equal(12, tiles[1].WriteFrom - (tiles[1].Start * 4));
    }

    [Theory]
    [InlineData(96, 96, 4)]
    [InlineData(96, 90, 4)]
    [InlineData(96, 90, 3)]
    [InlineData(32, 27, 2)]
    public void EverySampleIsWrittenOnce_FromWithinItsTile(int tile, int step, int scale)
    {
        for (var size = 1; size < 400; size++)
        {
            var tiles = new TileProtocol(tile, step).Tiles(size, scale);
            Assert.Equal(0, tiles[0].WriteFrom);
            Assert.Equal(size * scale, tiles[^1].WriteTo);
            for (var i = 0; i < tiles.Count; i++)
            {
                Assert.True(i == 0 || tiles[i].WriteFrom == tiles[i - 1].WriteTo);
                Assert.InRange(tiles[i].WriteFrom, tiles[i].Start * scale, tiles[i].WriteTo);
                Assert.InRange(tiles[i].WriteTo, tiles[i].WriteFrom, (tiles[i].Start + tiles[i].Length) * scale);
            }
        }
    }

    [Theory]
    [InlineData("tile[96,90]")]
    [InlineData("tiles[96,97]")]
    [InlineData("tiles[4,4]")]
    public void UnknownProtocols_AreRefusedWithTheKnownOnes(string name) =>
        Assert.Contains("tile", Assert.Throws<ResearchException>(() => Protocols.Parse(name)).Message, StringComparison.Ordinal);

    /// <summary>Several tiles pass together where that changes nothing, and one by one where it would.</summary>
    [Theory]
    [InlineData(true, 20, 3)]
    [InlineData(true, 84, 3)]
    [InlineData(false, 84, 3)]
    public void Tiles_GetWhatTheyWouldGetAlone(bool apart, int tile, int columns)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Quantized(apart);
        var (height, width) = (tile * 2, (tile * columns) + 7);
        var lr = torch.randint(0, 256, [1, 3, height, width], generator: new torch.Generator(5)).to_type(torch.float32);
        var result = new TileProtocol(tile, tile).Run(network, lr, TestContext.Current.CancellationToken);

        Assert.Equal(2 * columns, result.Passes.Count);
        var expected = new byte[height * 2 * width * 2 * 3];
        for (var i = 0; i < result.Passes.Count; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var area = new LrArea(column * tile, row * tile, column == columns - 1 ? tile + 7 : tile, tile);
            Assert.Equal(area, result.Passes[i].Area);
            var (sr, bits) = network.Infer(lr.narrow(2, area.Y, area.Height).narrow(3, area.X, area.Width), TestContext.Current.CancellationToken);
            Assert.Equal(bits.Edges.Select(edge => edge.Bits), result.Passes[i].Bits.Edges.Select(edge => edge.Bits));
            var pixels = ImageTensor.ToBytes(sr);
            for (var y = 0; y < area.Height * 2; y++)
            {
                pixels.AsSpan(y * area.Width * 6, area.Width * 6).CopyTo(expected.AsSpan((((((area.Y * 2) + y) * width) + area.X) * 6)));
            }
        }

        Assert.Equal(expected, result.Samples);
        Assert.True(result.Passes.SelectMany(pass => pass.Bits.Edges).Select(edge => edge.Bits).Distinct().Count() > 1);
    }

    private static QuantizedNetwork Quantized(bool apart)
    {
        var network = RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        var edges = QuantizedEdge.InputsOf(network.Graph.SitesOf([Role.Body]), 4).Select(edge => edge with { Candidates = [3, 4, 5, 6] }).ToList();
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(edge => edge.Name, IQuantizer (_) => apart ? Fitted() : new ByTheBatch(), StringComparer.Ordinal),
            new Dictionary<string, IWeightQuantizer>(StringComparer.Ordinal),
            new ByMean());
    }

    private static AffineQuantizer Fitted()
    {
        var quantizer = new AffineQuantizer(new MinMaxRange());
        quantizer.Fit(new ValueRange(-20, 30));
        return quantizer;
    }

    /// <summary>3..6 bits by the colour of a sample's first pixel.</summary>
    private sealed class ByMean : IBitPolicy
    {
        public bool KeepsSamplesApart => true;

        public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context) =>
            new([.. Enumerable.Range(0, (int)x.shape[0]).Select(i => 3 + ((int)context.Lr[i, 0, 0, 0].item<float>() % 4))]);
    }

    /// <summary>Its step hangs on everything in the batch.</summary>
    private sealed class ByTheBatch : IQuantizer
    {
        public IReadOnlyDictionary<string, torch.Tensor> State { get; } = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);

        public void Observe(torch.Tensor x)
        {
        }

        public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
        {
            using var scope = torch.NewDisposeScope();
            var step = x.abs().max().div(Scalars.Of(15));
            return ((x / step).round() * step).MoveToOuterDisposeScope();
        }
    }
}
