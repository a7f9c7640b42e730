using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class TrainingCurvesTests
{
    private static readonly ResultRow Eight = MadeUpResult.Row("EDSR_x4", "pams", 8, 30);
    private static readonly ResultRow Four = MadeUpResult.Row("EDSR_x4", "pams", 4, 29);
    private static readonly ResultRow Full = MadeUpResult.Row("EDSR_x4", "fp32", 32, 31);

    [Fact]
    public void EveryQuantity_HasAPanel_AndEveryVariantALine()
    {
        FigureTests.SkipWithoutFont();
        var document = Document(Noted(Eight, "psnr", 25, 26), Noted(Eight, "l1", 9, 7), Noted(Four, "l1", 9, 8), Noted(Eight, "something else", 1, 2), [Record(Eight, "chosen", "epoch", 2), Record(Eight, "images", "used", 800)]);
        Assert.Null(new TrainingCurves().WhyNot(document));
        var page = Assert.Single(new TrainingCurves().Draw(document, BuiltInMethods.Create()));
        Assert.Equal(["PAMS [w=8,a=8]", "PAMS [w=4,a=4]"], page.Legend.Select(entry => entry.Text));
        Assert.Distinct(page.Legend.Select(entry => entry.Style.Colour));
        Assert.Equal(["L1 loss (grey values)", "PSNR on validation images (dB)", "something else"], page.Panels.Select(panel => panel.Axes.Title.Label.Text));
        Assert.Equal([2, 1, 1], page.Panels.Select(panel => panel.GetPlottables<SeriesPlot>().Count()));
        var ring = Assert.Single(page.Panels[1].GetPlottables<ScottPlot.Plottables.Marker>());
        Assert.Equal((2000, 26), (ring.X, ring.Y));
        var words = MadeUpResult.Words(page);
        Assert.Contains("step", words);
        Assert.DoesNotContain("used", words);
    }

    [Fact]
    public void MethodsTogether_KeepTheirColours_AndNetworksHavePages()
    {
        FigureTests.SkipWithoutFont();
        var other = MadeUpResult.Row("CARN_x4", "pams", 8, 30);
        var document = Document(Noted(Eight, "l1", 9, 7), Noted(Full, "l1", 3, 2), Noted(other, "l1", 5, 4));
        var pages = new TrainingCurves().Draw(document, BuiltInMethods.Create());
        Assert.Equal(["training-curves-EDSR_x4", "training-curves-CARN_x4"], pages.Select(page => page.Name));
        Assert.Equal(MethodStyle.Of("pams", BuiltInMethods.Create()).Colour, pages[0].Legend[0].Style.Colour);
        Assert.NotEqual(pages[0].Legend[0].Style.Colour, pages[0].Legend[1].Style.Colour);
        Assert.All(pages, page => Assert.NotEmpty(FigureRenderer.Png(page)));
    }

    [Fact]
    public void SeedsAreAveraged_AndNoNumberIsLeftOut()
    {
        FigureTests.SkipWithoutFont();
        var second = Eight with { Seed = 2 };
        var page = Assert.Single(new TrainingCurves().Draw(Document(Noted(Eight, "l1", 9, 7), Noted(second, "l1", 5, 3), Noted(second, "kd", double.NaN, double.NaN)), BuiltInMethods.Create()));
        Assert.Equal([7, 5], Assert.Single(Assert.Single(page.Panels).GetPlottables<SeriesPlot>()).Points.Select(point => point.Y));
        Assert.Contains("seeds", string.Join(' ', page.Caption), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutNotes_ItSaysWhy()
    {
        Assert.Equal("no method noted how its training went", new TrainingCurves().WhyNot(Document()));
        Assert.NotNull(new TrainingCurves().WhyNot(Document([Record(Eight, "images", "used", 800)])));
    }

    private static ResultDocument Document(params IEnumerable<RecordRow>[] records) => MadeUpResult.Document("psnr:y") with { Rows = [Full, Eight, Four], Records = [.. records.SelectMany(rows => rows)] };

    private static IEnumerable<RecordRow> Noted(ResultRow row, string quantity, params double[] values) =>
        values.Select((value, epoch) => Record(row, FormattableString.Invariant($"{(epoch + 1) * 1000}"), quantity, value));

    private static RecordRow Record(ResultRow row, string item, string quantity, double value) => new(row.Cell, new MethodRecord("training", item, quantity, value));
}
