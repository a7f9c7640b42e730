using Research.Framework.Plots;
using ScottPlot;
using SkiaSharp;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class LabelPlacementTests
{
    private static readonly SKRect Area = new(0, 0, 300, 200);

    [Fact]
    public void Labels_OfCrowdedPoints_CoverNeitherEachOtherNorAPoint()
    {
        Pixel[] points = [.. Enumerable.Range(0, 12).Select(i => new Pixel(100 + (i % 4 * 6), 90 + (i / 4 * 5)))];
        var places = LabelPlacement.Place([.. points.Select(point => (point, new SKSize(24, 11)))], points.Select(Around), Area);
        Assert.Equal(12, places.OfType<SKRect>().Count());
        Assert.All(places, place => Assert.True(Area.Contains(place!.Value)));
        Assert.All(places, place => Assert.DoesNotContain(points, point => place!.Value.Contains(point.X, point.Y)));
        Assert.All(places.Index(), a => Assert.All(places.Skip(a.Index + 1), b => Assert.False(a.Item!.Value.IntersectsWith(b!.Value))));
    }

    [Fact]
    public void ALabelWithoutRoom_IsLeftOut() =>
        Assert.Null(Assert.Single(LabelPlacement.Place([(new Pixel(10, 10), new SKSize(40, 40))], [Around(new Pixel(10, 10))], new SKRect(0, 0, 30, 30))));

    private static SKRect Around(Pixel point) => new(point.X - 4, point.Y - 4, point.X + 4, point.Y + 4);
}
