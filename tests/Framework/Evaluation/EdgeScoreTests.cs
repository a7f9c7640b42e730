using System.Text.Json.Nodes;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;
using Research.Tests.Datasets;
using TorchSharp;

namespace Research.Tests.Framework.Evaluation;

[Trait("tier", "unit")]
public sealed class EdgeScoreTests
{
    /// <summary>The specification's vector, computed by OpenCV.</summary>
    [Fact]
    public void TheScore_IsOpenCvs()
    {
        byte[] gray = [10, 10, 10, 200, 10, 10, 10, 200, 10, 50, 10, 200, 10, 10, 10, 200];
        var image = new RgbImage(4, 4, [.. gray.SelectMany(g => Enumerable.Repeat(g, 3))]);
        Assert.Equal(169.375, EdgeScore.Of(image));
        Assert.Equal(16938, EdgeScore.Key(image));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(24, 24)]
    [InlineData(97, 31)]
    public void Keys_AreThoseOfThePlainFormula(int width, int height)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var image = Noise(width, height, seed);
            var score = PlainScore(image);
            Assert.Equal((double)score, EdgeScore.Of(image), 1e-12);
            Assert.Equal((int)Math.Floor((100 * score) + 0.5m), EdgeScore.Key(image));
        }
    }

    [Fact]
    public void ABatch_HasTheKeysOfItsImages_RoundedToEightBits()
    {
        using var scope = torch.NewDisposeScope();
        var images = Enumerable.Range(0, 3).Select(seed => Noise(20, 13, seed)).ToList();
        var batch = torch.cat([.. images.Select(image => ImageTensor.FromImage(image))]);
        var expected = images.Select(EdgeScore.Key).ToList();
        Assert.Equal(expected, EdgeScore.Keys(batch));
        Assert.Equal(expected, EdgeScore.Keys(batch.contiguous().add(Scalars.Of(0.4))));
        Assert.Equal(expected, EdgeScore.Keys(batch.sub(batch.eq(Scalars.Of(0)).to_type(batch.dtype).mul(Scalars.Of(7))).add(batch.eq(Scalars.Of(255)).to_type(batch.dtype).mul(Scalars.Of(7)))));
        Assert.Equal([0], EdgeScore.Keys(torch.full([1, 1, 5, 5], Scalars.Of(77), torch.float32)));
    }

    /// <summary>Tiles of published LR images, computed by OpenCV.</summary>
    [Fact]
    [Trait("tier", "real")]
    public void TilesOfRealImages_HaveOpenCvsKeys()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "cabm.json")))!["edge_scores"]!.AsArray();
        Assert.Equal(40, golden.Count);
        foreach (var entry in golden.Select(node => node!))
        {
            int Number(string name) => entry[name]!.GetValue<int>();
            var set = entry["dataset"]!.GetValue<string>();
            var image = RealData.Benchmark(set).ReadLr(Path.GetFileNameWithoutExtension(entry["file"]!.GetValue<string>())[..^2], 4);
            var tile = image.Crop(Number("col"), Number("row"), Number("w"), Number("h"));
            Assert.Equal(entry["score"]!.GetValue<double>(), EdgeScore.Of(tile), 1e-12);
            Assert.Equal(Number("key"), EdgeScore.Key(tile));
        }
    }

    /// <summary>Pixel by pixel as the definition reads, in decimal.</summary>
    private static decimal PlainScore(RgbImage image)
    {
        static int At(int i, int size) => size == 1 ? 0 : i == -1 ? 1 : i == size ? size - 2 : i;
        int Gray(int x, int y)
        {
            var at = ((At(y, image.Height) * image.Width) + At(x, image.Width)) * 3;
            return ((9798 * image.Pixels[at]) + (19235 * image.Pixels[at + 1]) + (3735 * image.Pixels[at + 2]) + 16384) / 32768;
        }

        int[,] kernel = { { 2, 0, 2 }, { 0, -8, 0 }, { 2, 0, 2 } };
        var sum = 0m;
        for (var (x, y) = (0, 0); y < image.Height; (x, y) = x == image.Width - 1 ? (0, y + 1) : (x + 1, y))
        {
            var laplacian = 0;
            for (var k = 0; k < 9; k++)
            {
                laplacian += kernel[k / 3, k % 3] * Gray(x + (k % 3) - 1, y + (k / 3) - 1);
            }

            sum += Math.Min(255, Math.Abs(laplacian));
        }

        return sum / (image.Width * image.Height);
    }

    private static RgbImage Noise(int width, int height, int seed)
    {
        var image = new RgbImage(width, height);
        new Random(seed).NextBytes(image.Pixels);
        var contrast = 1 + (seed % 16);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] /= (byte)contrast;
        }

        return image;
    }
}
