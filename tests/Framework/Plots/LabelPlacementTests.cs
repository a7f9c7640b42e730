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
        var places = LabelPlacement.Place([.. points.Select(point => (point, new SKSize(24, 11)))], points, [], Area);
        Assert.Equal(12, places.OfType<SKRect>().Count());
        Assert.All(places, place => Assert.True(Area.Contains(place!.Value)));
        Assert.All(places, place => Assert.DoesNotContain(points, point => place!.Value.Contains(point.X, point.Y)));
        Assert.All(places.Index(), a => Assert.All(places.Skip(a.Index + 1), b => Assert.False(a.Item!.Value.IntersectsWith(b!.Value))));
    }

    [Fact]
    public void ALabelWithoutRoom_IsLeftOut() =>
        Assert.Null(Assert.Single(LabelPlacement.Place([(new Pixel(10, 10), new SKSize(40, 40))], [new Pixel(10, 10)], [], new SKRect(0, 0, 30, 30))));

    /// <summary>A label nearer to another's point than to its own would be read as that point's.</summary>
    [Fact]
    public void ALabel_KeepsOffThePointsOfOthers()
    {
        Pixel[] points = [new(100, 100), new(112, 88), new(112, 100), new(112, 112)];
        var place = Assert.Single(LabelPlacement.Place([(points[0], new SKSize(24, 11))], points, [], Area))!.Value;
        double From(Pixel point) => LabelPlacement.Distance(point, LabelPlacement.LeaderEnd(point, place));
        Assert.All(points.Skip(1), other => Assert.True(From(other) > From(points[0]), $"{From(other)} and {From(points[0])}"));
    }

    [Fact]
    public void LeaderLines_CrossNoLabel()
    {
        Pixel[] points = [.. Enumerable.Range(0, 16).Select(i => new Pixel(120 + (i % 4 * 9), 80 + (i / 4 * 9)))];
        var places = LabelPlacement.Place([.. points.Select(point => (point, new SKSize(24, 11)))], points, [], Area);
        var labels = points.Zip(places).Where(label => label.Second is not null).Select(label => (Point: label.First, Place: label.Second!.Value)).ToList();
        Assert.True(labels.Count > 8);
        Assert.All(labels.Index(), label => Assert.All(labels.Take(label.Index), earlier =>
        {
            var end = LabelPlacement.LeaderEnd(label.Item.Point, label.Item.Place);
            var middle = new Pixel((label.Item.Point.X + end.X) / 2, (label.Item.Point.Y + end.Y) / 2);
            Assert.False(earlier.Place.Contains(middle.X, middle.Y));
        }));
    }
}
