using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Training;
using Research.Tests.Framework.Experiments;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class CalibrationPatchesTests
{
    private static readonly ImageDataset Images = TestCatalogs.Create().Datasets.Open("tiny[calibration]", SharedFiles.Paths, ImageUse.Lr);

    [Fact]
    public void ASeed_GivesTheSamePatches_AndAnotherOthers()
    {
        Assert.Equal(Draw(4, 9, seed: 1), Draw(4, 9, seed: 1));
        Assert.NotEqual(Draw(4, 9, seed: 1), Draw(4, 9, seed: 2));
    }

    /// <summary>As large as an image, a patch is the image, turned or mirrored.</summary>
    [Fact]
    public void PatchesOfWholeImages_HoldTheirPixels()
    {
        const int Side = 24;
        var known = Images.ImageIds.Select(id => Images.ReadLr(id, 2).Pixels.Select(pixel => (float)pixel).Order().ToArray()).ToList();
        var patches = Draw(12, Side, seed: 3).Chunk(3 * Side * Side).Select(patch => patch.Order().ToArray()).ToList();
        Assert.Equal(12, patches.Count);
        Assert.All(patches, patch => Assert.Contains(known, image => image.SequenceEqual(patch)));
        Assert.All(known, image => Assert.Contains(patches, patch => patch.SequenceEqual(image)));
    }

    /// <summary>To the bit, also where they lie: convolutions sum in another order for another layout.</summary>
    [Fact]
    public void PatchesAreDrawnAndPosed_LikeTheCropsOfATraining()
    {
        const int Count = 16, Side = 9;
        var (random, expected) = (new Random(5), new float[Count * Side * Side * 3]);
        for (var n = 0; n < Count; n++)
        {
            var image = Images.ReadLr(Images.ImageIds[random.Next(Images.ImageIds.Count)], 2);
            var (left, top) = (random.Next(image.Width - Side + 1), random.Next(image.Height - Side + 1));
            CropSampler.Copy(image, left, top, Side, random.Next(8), expected.AsSpan(n * Side * Side * 3, Side * Side * 3));
        }

        using var patches = CalibrationPatches.Draw(Images, 2, 3, Count, Side, new Random(5), TestContext.Current.CancellationToken);
        using var interleaved = patches.permute(0, 2, 3, 1);
        Assert.Equal([Side * Side * 3, 1, Side * 3, 3], patches.stride());
        Assert.True(interleaved.is_contiguous());
        Assert.Equal(expected, interleaved.data<float>().ToArray());
    }

    [Fact]
    public void ForNetworksOnLuma_TheyAreLumaOfTheSamePatches()
    {
        const int Side = 9;
        using var scope = torch.NewDisposeScope();
        var colours = CalibrationPatches.Draw(Images, 2, 3, 1, Side, new Random(6), TestContext.Current.CancellationToken);
        var luma = CalibrationPatches.Draw(Images, 2, 1, 1, Side, new Random(6), TestContext.Current.CancellationToken);
        var expected = ImageTensor.FromImage(new RgbImage(Side, Side, ImageTensor.ToBytes(colours)), 1);
        Assert.Equal([1, 1, Side, Side], luma.shape);
        Assert.Equal(expected.data<float>().ToArray(), luma.contiguous().data<float>().ToArray());
    }

    private static float[] Draw(int count, int side, int seed)
    {
        using var scope = torch.NewDisposeScope();
        var patches = CalibrationPatches.Draw(Images, 2, 3, count, side, new Random(seed), TestContext.Current.CancellationToken);
        Assert.Equal([count, 3, side, side], patches.shape);
        return patches.contiguous().data<float>().ToArray();
    }
}
