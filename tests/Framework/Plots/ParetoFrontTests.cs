using Research.Framework.Plots;
using Research.Tests.Framework.Tables;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class ParetoFrontTests
{
    [Fact]
    public void HoldsWhatNothingBeats()
    {
        (double Cost, double Psnr)[] points = [(4, 31), (1, 28), (1, 29), (2, 29), (3, 30), (8, 30.5), (9, 32)];
        var front = ParetoFront.Of(points.Select(point => new TradeOffPoint(MadeUpRows.Row("w", "minmax", "", "Set5", 1, 1), "", MethodStyle.At(0), point.Cost, point.Psnr)));
        Assert.Equal([(1, 29), (3, 30), (4, 31), (9, 32)], front.Select(point => (point.Cost, point.Psnr)));
    }
}
