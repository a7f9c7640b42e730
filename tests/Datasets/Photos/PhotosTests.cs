using Research.Datasets;
using Research.Framework.Data;

namespace Research.Tests.Datasets.Photos;

/// <summary>The photographs themselves; skipped with the reason where they cannot be had.</summary>
[Trait("tier", "real")]
public sealed class PhotosTests
{
    [Fact]
    public void Both_parts_hold_the_photographs_at_their_sizes()
    {
        Assert.Equal(
            ["astronaut 512x512", "chelsea 451x300", "coffee 600x400", "motorcycle_left 741x500"],
            Sizes("photos[test]"));
        Assert.Equal(["hubble_deep_field 1000x872", "ihc 512x512", "rocket 640x427"], Sizes("photos[calibration]"));
    }

    private static IEnumerable<string> Sizes(string name)
    {
        try
        {
            var photos = BuiltInDatasets.Create().Open(name, RealData.Paths);
            return photos.ImageIds.Select(id => (id, image: photos.ReadHr(id))).Select(read => $"{read.id} {read.image.Width}x{read.image.Height}");
        }
        catch (DatasetUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }
}
