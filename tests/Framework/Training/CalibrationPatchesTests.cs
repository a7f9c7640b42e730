using Research.Framework.Data;
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

    private static float[] Draw(int count, int side, int seed)
    {
        using var scope = torch.NewDisposeScope();
        var patches = CalibrationPatches.Draw(Images, 2, count, side, new Random(seed), TestContext.Current.CancellationToken);
        Assert.Equal([count, 3, side, side], patches.shape);
        return patches.contiguous().data<float>().ToArray();
    }
}
