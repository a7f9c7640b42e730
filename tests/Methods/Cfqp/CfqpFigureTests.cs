using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;
using Research.Methods.Cfqp;
using Research.Methods.Cfqp.Figures;
using Research.Tests.Framework.Plots;

namespace Research.Tests.Methods.Cfqp;

/// <summary>The figures from made-up rows and notes.</summary>
[Trait("tier", "unit")]
public sealed class CfqpFigureTests
{
    private static readonly IReadOnlyList<IFigure> Figures = new CfqpMethod().Info.Figures;

    [Fact]
    public void WithoutWhatTheyShow_EachSaysWhatIsMissing()
    {
        var document = MadeUpResult.Document("psnr:y") with { Rows = [MadeUpResult.Row("w_x2", "minmax", 8, 35)] };
        Assert.All(Figures, figure => Assert.NotNull(figure.WhyNot(document)));
    }

    [Fact]
    public void EachIsDrawn_TheSameEveryTime()
    {
        FigureTests.SkipWithoutFont();
        var document = Result();
        foreach (var figure in Figures)
        {
            Assert.Null(figure.WhyNot(document));
            var page = Assert.Single(figure.Draw(document, BuiltInMethods.Create()));
            Assert.Equal(figure.Id, page.Name);
            Assert.Equal(FigureRenderer.Svg(page), FigureRenderer.Svg(figure.Draw(document, BuiltInMethods.Create())[0]));
        }
    }

    [Fact]
    public void ImagesAreSorted_ByTheNetworkWithoutClip()
    {
        var network = Assert.Single(SingleImages.Of(Result()));
        Assert.Equal([2, 0, 1], network.Images.Select(image => image.Image));
        Assert.Equal(37, network.FullPrecision);
        Assert.Equal((24, 37), (network.Lowest, network.Highest));
        Assert.Contains("without clip 24.00 / 30.00 / 33.00, clipped 36.00 / 36.00 / 36.00, tamed 35.00 / 35.00 / 35.00", network.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cfqp[image=3]", OutputKind.Tamed)]
    [InlineData("cfqp[images=10,conditioning=none]", OutputKind.Naive)]
    [InlineData("cfqp[graph=clipped,conditioning=none]", OutputKind.Clipped)]
    [InlineData("cfqp[graph=clipped]", null)]
    [InlineData("cfqp[reading=dequantized]", null)]
    [InlineData("cfqp[rounds=2]", null)]
    internal void OtherOptions_AreNoneOfTheThree(string identity, OutputKind? kind) => Assert.Equal(kind, CfqpRows.Kind(CfqpRows.Options(identity)!));

    /// <summary>Three single images, three draws of two numbers of images, and the notes of one of them.</summary>
    private static ResultDocument Result()
    {
        static ResultRow Row(string options, double psnr, long seed = 1) => MadeUpResult.Row("w_x2", "cfqp", 8, psnr) with { Options = options, Seed = seed };

        var cell = new CellPlace("cfqp[image=1]", "w_x2", 2, 1);
        RecordRow Note(string quantity, double value) => new(cell, new MethodRecord(ImageNotes.Table, "0902", quantity, value));
        return MadeUpResult.Document("psnr:y") with
        {
            Rows =
            [
                MadeUpResult.Row("w_x2", "fp32", 32, 37),
                .. new[] { 30.0, 33, 24 }.SelectMany((psnr, image) => new[] { Row($"conditioning=none,image={image}", psnr), Row($"graph=clipped,conditioning=none,image={image}", 36), Row($"image={image}", 35) }),
                .. new[] { 1, 10 }.SelectMany(count => Enumerable.Range(1, 3).Select(seed => Row($"images={count}", 34 + (seed / 10.0), seed))),
            ],
            Records = [Note(ImageNotes.LowBefore, -10), Note(ImageNotes.HighBefore, 270), Note(ImageNotes.LowAfter, 0), Note(ImageNotes.HighAfter, 255), Note(ImageNotes.Converged, 1)],
        };
    }
}
