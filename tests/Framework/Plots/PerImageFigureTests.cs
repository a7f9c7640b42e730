using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class PerImageFigureTests
{
    private static readonly ResultRow Full = MadeUpResult.Row("w_x2", "fp32", 32, 35);
    private static readonly ResultRow Eight = MadeUpResult.Row("w_x2", "minmax", 8, 34);

    [Fact]
    public void Differences_ArePairedByImage_WithTheirMedian()
    {
        FigureTests.SkipWithoutFont();
        var document = MadeUpResult.Document("psnr:y") with
        {
            Rows = [Full, Eight],
            Images =
            [
                MadeUpResult.Image(Full, "a", 30), MadeUpResult.Image(Full, "b", 40), MadeUpResult.Image(Full, "c", 50), MadeUpResult.Image(Full, "d", double.PositiveInfinity),
                MadeUpResult.Image(Eight, "c", 49.75), MadeUpResult.Image(Eight, "b", 37), MadeUpResult.Image(Eight, "a", 29.5), MadeUpResult.Image(Eight, "d", 60),
            ],
        };
        var page = Assert.Single(new PsnrDifferences().Draw(document, BuiltInMethods.Create()));
        Assert.Equal(["MinMax"], page.Legend.Select(entry => entry.Text));
        var words = MadeUpResult.Words(page);
        Assert.Contains("-0.500", words); // Of -0.5, -3 and -0.25; an infinite PSNR has no difference.
        Assert.Contains("3)", words);
        Assert.Equal(FigureRenderer.Png(page), FigureRenderer.Png(new PsnrDifferences().Draw(document, BuiltInMethods.Create())[0]));
    }

    [Fact]
    public void Histogram_ShowsWhatVaries_WithItsMean()
    {
        FigureTests.SkipWithoutFont();
        var four = MadeUpResult.Row("w_x2", "omse", 4, 33);
        var document = MadeUpResult.Document("psnr:y") with
        {
            Rows = [Full, Eight, four],
            Images =
            [
                MadeUpResult.Image(Full, "a", 30, 32), MadeUpResult.Image(Eight, "a", 30), MadeUpResult.Image(Eight, "b", 30),
                MadeUpResult.Image(four, "a", 30, 4.5), MadeUpResult.Image(four, "b", 30, 5.25),
            ],
        };
        var page = Assert.Single(new BitsHistogram().Draw(document, BuiltInMethods.Create()));
        Assert.Equal(["OMSE"], page.Legend.Select(entry => entry.Text));
        Assert.Contains("4.88", MadeUpResult.Words(page));
    }

    [Fact]
    public void WhereNothingCanBeShown_TheySayWhy()
    {
        var document = MadeUpResult.Document("psnr:y") with { Rows = [Eight], Images = [MadeUpResult.Image(Eight, "a", 30), MadeUpResult.Image(Eight, "b", 30)] };
        Assert.Equal("no method of the experiment chooses its bits by the image", new BitsHistogram().WhyNot(document));
        Assert.Equal("there are no rows of full precision", new PsnrDifferences().WhyNot(document));
        Assert.Null(new PsnrDifferences().WhyNot(document with { Rows = [Full, Eight] }));
        Assert.Equal("per_image.csv is missing", new PsnrDifferences().WhyNot(document with { Images = [] }));
        Assert.Equal("no metric of the experiment is in dB", new PsnrDifferences().WhyNot(document with { Metrics = ["bitops:mac-bits"] }));
    }
}
