using System.Security.Cryptography;
using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets.Synthetic;

[Trait("tier", "unit")]
public sealed class SyntheticTests
{
    [Fact]
    public void Parts_share_no_image()
    {
        var (calibration, test) = (Open("synthetic[calibration]"), Open("synthetic[test]"));
        Assert.Equal((8, 8), (calibration.ImageIds.Count, test.ImageIds.Count));
        Assert.Empty(calibration.ImageIds.Intersect(test.ImageIds, StringComparer.Ordinal));
        var hashes = calibration.ImageIds.Select(id => Hash(calibration, id)).Concat(test.ImageIds.Select(id => Hash(test, id)));
        Assert.Equal(16, hashes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Sizes_suit_every_scale()
    {
        var test = Open("synthetic[test]");
        Assert.All(test.ImageIds, id =>
        {
            var image = test.ReadHr(id);
            Assert.InRange(image.Width, 192, 256);
            Assert.InRange(image.Height, 192, 256);
            Assert.Equal((0, 0), (image.Width % 12, image.Height % 12));
        });
    }

    [Fact]
    public void Every_image_has_dark_and_bright_and_much_between()
    {
        var set = Open("synthetic[test]");
        Assert.All(set.ImageIds, id =>
        {
            var samples = set.ReadHr(id).Pixels;
            Assert.True(samples.Count(sample => sample < 90) > samples.Length / 50, id);
            Assert.True(samples.Count(sample => sample > 160) > samples.Length / 50, id);
            Assert.True(samples.Distinct().Count() > 100, id);
        });
    }

    /// <summary>The bits are part of published tables: a change needs a new name, not a new hash here.</summary>
    [Theory]
    [InlineData("edges-3", "0886fb9208c0c8ad309e3b8ac8b93a28afb25d2e6d2a4bf3171567b90ebe8d01")]
    [InlineData("facade-3", "9e7c593bb49d873ac848c337d652f476628f2189291518e731732ed5959e12ad")]
    [InlineData("gratings-3", "edbf40c70ee1dff726b1c8dd85e0ea773bd5228cc14318b9f867446eced2674a")]
    [InlineData("strokes-3", "43eda25bc331812119a03338b0fe8b47756948ca172e0e1d0fe934f61d4739fd")]
    [InlineData("texture-3", "913dc7a595c700cdb5028884efd5cbe4dc3e8dc479390c18c7b8d2c1c8e9a249")]
    public void The_bits_are_the_same_on_every_machine(string id, string sha256) =>
        Assert.Equal(sha256, Hash(Open("synthetic[test]"), id));

    [Fact]
    public void Ranges_and_uses()
    {
        Assert.Equal(["edges-3", "edges-4"], Open("synthetic[test,1-2]").ImageIds);
        var asLr = Open("synthetic[test]", ImageUse.Lr);
        Assert.False(asLr.HasHr);
        Assert.Equal(Open("synthetic[test]").ReadHr("edges-3").Pixels, asLr.ReadLr("edges-3", 4).Pixels);
        var pair = Open("synthetic[test]").ReadPair("edges-3", 3);
        Assert.Equal(pair.Hr.Width, 3 * pair.Lr.Width);
        Assert.Equal(Open("synthetic[test]").ContentHash(2), Open("synthetic[test]").ContentHash(2));
        Assert.NotEqual(Open("synthetic[test]").ContentHash(2), Open("synthetic[test]").ContentHash(4));
    }

    [Fact]
    public void An_unknown_part_or_image_is_an_error()
    {
        Assert.Contains("synthetic[test]", Assert.Throws<ResearchException>(() => Open("synthetic")).Message, StringComparison.Ordinal);
        Assert.Contains("edges-3", Assert.Throws<ResearchException>(() => Open("synthetic[test]").ReadHr("edges-1")).Message, StringComparison.Ordinal);
    }

    private static string Hash(ImageDataset set, string id) => Convert.ToHexStringLower(SHA256.HashData(set.ReadHr(id).Pixels));

    private static ImageDataset Open(string name, ImageUse use = ImageUse.Default) => BuiltInDatasets.Create().Open(name, RealData.Paths, use);
}
