using Research.Framework.Data;
using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class CropSamplerTests
{
    /// <summary>The eight poses of 1 2 / 3 4, written out.</summary>
    [Theory]
    [InlineData(0, 1, 2, 3, 4)]
    [InlineData(1, 2, 1, 4, 3)]
    [InlineData(2, 3, 4, 1, 2)]
    [InlineData(3, 4, 3, 2, 1)]
    [InlineData(4, 1, 3, 2, 4)]
    [InlineData(5, 2, 4, 1, 3)]
    [InlineData(6, 3, 1, 4, 2)]
    [InlineData(7, 4, 2, 3, 1)]
    public void APose_IsATurnOrAMirroring(int pose, int a, int b, int c, int d)
    {
        var image = new RgbImage(3, 3); // The square has its corner at (1, 1).
        foreach (var (value, x, y) in new[] { (1, 1, 1), (2, 2, 1), (3, 1, 2), (4, 2, 2) })
        {
            image.Pixels.AsSpan(((y * 3) + x) * 3, 3).Fill((byte)value);
        }

        var crop = new float[12];
        CropSampler.Copy(image, 1, 1, 2, pose, crop);
        Assert.Equal([a, a, a, b, b, b, c, c, c, d, d, d], crop.Select(value => (int)value));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void LrAndHr_ShowTheSamePlaceInTheSamePose(int scale)
    {
        var sampler = new CropSampler([MadeUpPairs.Random(13, 9, scale, 1), MadeUpPairs.Random(7, 21, scale, 2)], scale, 5, 8, new Seeds(3));
        for (var step = 0; step < 8; step++)
        {
            using var scope = torch.NewDisposeScope();
            using var batch = sampler.Draw(step);
            Assert.Equal([8, 3, 5, 5], batch.Lr.shape);
            Assert.Equal(batch.Hr.data<float>(), batch.Lr.repeat_interleave(scale, 2).repeat_interleave(scale, 3).data<float>());
        }
    }

    [Fact]
    public void ABatch_IsAFunctionOfSeedAndStep()
    {
        using var scope = torch.NewDisposeScope();
        ImagePair[] images = [MadeUpPairs.Random(16, 16, 2, 1)];
        float[] Draw(int seed, int step)
        {
            var sampler = new CropSampler(images, 2, 5, 2, new Seeds(seed));
            using (sampler.Draw(step + 1))
            {
                using var batch = sampler.Draw(step);
                return [.. batch.Lr.data<float>()];
            }
        }

        Assert.Equal(Draw(1, 7), Draw(1, 7));
        Assert.NotEqual(Draw(1, 7), Draw(1, 8));
        Assert.NotEqual(Draw(1, 7), Draw(2, 7));
    }

    /// <summary>Every place and pose comes up: 3 x 2 places of 8 poses in 1,000 draws each 20.8 times on average.</summary>
    [Fact]
    public void EveryPlaceAndPose_ComesUp()
    {
        using var scope = torch.NewDisposeScope();
        var sampler = new CropSampler([MadeUpPairs.Random(5, 4, 1, 9)], 1, 3, 1000, new Seeds(4));
        using var batch = sampler.Draw(0);
        var crops = batch.Lr.contiguous().data<float>().ToArray().Chunk(27).GroupBy(crop => string.Join(',', crop)).Select(group => group.Count()).ToList();
        Assert.Equal(48, crops.Count);
        Assert.InRange(crops.Min(), 5, 21);
        Assert.InRange(crops.Max(), 21, 45);
    }
}
