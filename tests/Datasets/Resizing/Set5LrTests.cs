using Research.Datasets.Resizing;

namespace Research.Tests.Datasets.Resizing;

[Trait("tier", "real")]
public sealed class Set5LrTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Reduced_HR_equals_the_published_LR_in_every_sample(int scale)
    {
        RealData.Folder("benchmark", "Set5", "LR_bicubic", $"X{scale}");
        var set5 = RealData.Benchmark("Set5");
        Assert.Equal(5, set5.ImageIds.Count);
        foreach (var id in set5.ImageIds)
        {
            var published = set5.ReadLr(id, scale);
            var reduced = BicubicResizer.Reduce(set5.ReadHr(id), scale);
            Assert.Equal((published.Width, published.Height), (reduced.Width, reduced.Height));
            Assert.Equal(0, published.Pixels.Zip(reduced.Pixels, (a, b) => Math.Abs(a - b)).Max());
        }
    }
}
