using Research.Framework.Tables;

namespace Research.Tests.Framework.Tables;

[Trait("tier", "unit")]
public sealed class RowsFrameTests
{
    [Fact]
    public void Pivot_TakesMeansOfWhatIsThere()
    {
        var frame = RowsFrame.Create(
            [
                MadeUpRows.Row("w", "minmax", "w=4,a=4", "Set5", 1, 1),
                MadeUpRows.Row("w", "minmax", "w=4,a=4", "Set5", 3, 1) with { Seed = 2 },
                MadeUpRows.Row("w", "minmax", "w=4,a=4", "Set14", double.NaN, 1),
                MadeUpRows.Row("w", "fp32", "", "Set14", 5, 1),
            ],
            MadeUpRows.Metrics);
        var means = RowsFrame.Pivot(frame, RowsFrame.Line, RowsFrame.Dataset, "psnr_y");
        Assert.Equal(2, means.Count);
        Assert.Equal(2.0, means[("w|2|minmax[w=4,a=4]|simulated", "Set5")]);
        Assert.Equal(5.0, means[("w|2|fp32|simulated", "Set14")]);
    }

    [Fact]
    public void Pivot_OfNothing_IsEmpty() =>
        Assert.Empty(RowsFrame.Pivot(RowsFrame.Create([], MadeUpRows.Metrics), RowsFrame.Line, RowsFrame.Dataset, "psnr_y"));
}
