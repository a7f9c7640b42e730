using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class TradeOffFigureTests
{
    public static TheoryData<string> Figures => ["psnr-against-bits", "psnr-against-bitops", "psnr-against-bytes", "psnr-against-milliseconds"];

    [Fact]
    public void WithoutCosts_ItSaysWhy()
    {
        var figure = new PsnrAgainstBitOps();
        Assert.Contains("bitops:*", figure.WhyNot(MadeUpResult.Document("psnr:y")), StringComparison.Ordinal);
        Assert.Contains("dB", figure.WhyNot(MadeUpResult.Document("bitops:mac-bits")), StringComparison.Ordinal);
        Assert.Null(figure.WhyNot(MadeUpResult.Document("psnr:y", "bitops:mac-bits")));
        Assert.Equal("timings.csv is missing", new PsnrAgainstMilliseconds().WhyNot(MadeUpResult.Document("psnr:y")));
        Assert.Null(new PsnrAgainstBytes().WhyNot(MadeUpResult.Document("psnr:y")));
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.3)]
    [InlineData(0.424)] // A step of 0.05.
    [InlineData(0.9)]
    [InlineData(7)]
    public void TheLabelsOfAnAxis_TellItsTicksApart_WithEqualDecimals(double range)
    {
        FigureTests.SkipWithoutFont();
        using var plot = new ScottPlot.Plot();
        PanelStyle.FitY(plot, 31, 31 + range);
        plot.RenderInMemory(500, 320);
        var labels = plot.Axes.Left.TickGenerator.Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Label).ToList();
        Assert.InRange(labels.Count, 3, 20);
        Assert.Equal(labels.Count, labels.Distinct().Count());
        Assert.Single(labels.Select(label => label.Split('.')[1].Length).Distinct());
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void ADataSetIsAPage_ANetworkAPanel_AndOnlyTheFrontIsLabelled(string id)
    {
        FigureTests.SkipWithoutFont();
        var figure = new FigureCatalog(new MethodCatalog()).Find(id);
        ResultRow[] rows =
        [
            MadeUpResult.Row("w_x2", "fp32", 32, 35, 1000) with { ModelBytes = 4000 },
            MadeUpResult.Row("w_x2", "minmax", 8, 34, 90) with { ModelBytes = 1000 },
            MadeUpResult.Row("w_x2", "omse", 8, 33, 90) with { ModelBytes = 1000 },
            MadeUpResult.Row("v", "fp32", 32, 36, 2000) with { ModelBytes = 8000 },
        ];
        var document = MadeUpResult.Document("psnr:y", "bitops:mac-bits") with
        {
            Rows = [.. rows],
            Timings = [.. rows.Select(row => new TimingRow(row.Place, row.Metrics["bitops:mac-bits"], 5))],
            Machine = "A processor, 2 threads",
        };
        var page = Assert.Single(figure.Draw(document, BuiltInMethods.Create()));
        Assert.Equal(id, page.Name);
        Assert.Equal(2, page.Panels.Count);
        Assert.Equal(FigureRenderer.Svg(page), FigureRenderer.Svg(figure.Draw(document, BuiltInMethods.Create())[0]));
        var words = MadeUpResult.Words(page);
        Assert.Single(words, "8/8");
        Assert.Equal(3 + (id == "psnr-against-bits" ? 2 : 0), words.Count(word => word == "FP32")); // In the legend and in both panels; on their axes too.
        Assert.Equal(figure.ShowsTimes, page.Caption.Any(note => note.Contains("simulated, on this machine (A processor, 2 threads)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Times_AreMeansOverTheImages_AndRowsWithoutAreLeftOut()
    {
        FigureTests.SkipWithoutFont();
        var (full, eight) = (MadeUpResult.Row("w_x2", "fp32", 32, 35), MadeUpResult.Row("w_x2", "minmax", 8, 34));
        var document = MadeUpResult.Document("psnr:y") with { Rows = [full, eight], Timings = [new TimingRow(full.Place, 1, 5)] }; // 200 ms
        var page = Assert.Single(new PsnrAgainstMilliseconds().Draw(document, BuiltInMethods.Create()));
        Assert.Equal("FP32", Assert.Single(page.Legend).Text);
        Assert.Contains("200", MadeUpResult.Words(page));
    }
}
