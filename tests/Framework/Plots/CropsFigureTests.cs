using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;
using ScottPlot;
using SkiaSharp;

namespace Research.Tests.Framework.Plots;

/// <summary>Pictures and maps of tiles in figures.</summary>
[Trait("tier", "unit")]
public sealed class CropsFigureTests
{
    private static readonly ResultRow Full = MadeUpResult.Row("w_x2", "fp32", 32, 35);
    private static readonly ResultRow Four = MadeUpResult.Row("w_x2", "minmax", 4, 33);
    private static readonly ResultCrop Crop = new("door", "Set5", "a", 8, 4, 16, 12, Redistributable: false);

    private static readonly ResultDocument Document = MadeUpResult.Document("psnr:y") with
    {
        Rows = [Full, Four],
        Images = [MadeUpResult.Image(Full, "a", 35.25, 32), MadeUpResult.Image(Four, "a", 33.126, 4.5)],
        Tiles = [Tile(0, 8), Tile(16, 4)],
        Crops = [Crop],
        Pictures = MadeUpResult.Document().Pictures.Add(Crop.HrFile, Plain(10, 200, 30)).Add(Crop.FileOf(Full.Cell), Plain(10, 30, 200)),
    };

    [Fact]
    public void EveryMethod_HasItsCrop_WithPsnrAndFab()
    {
        FigureTests.SkipWithoutFont();
        var page = Assert.Single(new Comparison().Draw(Document, BuiltInMethods.Create()));
        Assert.Equal(["FAB of tiles\na", "HR\ndoor", "FP32\n35.25 / 32.00", "MinMax\n33.13 / 4.50"], page.Panels.Select(panel => panel.Axes.Title.Label.Text));
        var words = MadeUpResult.Words(page);
        Assert.Contains("run", words); // The picture of min-max is missing.
        Assert.Contains("door,", words);
        using var image = SKBitmap.Decode(FigureRenderer.Png(page));
        var colours = (from x in Enumerable.Range(0, image.Width) from y in Enumerable.Range(0, image.Height) select image.GetPixel(x, y)).ToHashSet();
        Assert.Contains(new SKColor(10, 200, 30), colours);
        Assert.Contains(new SKColor(10, 30, 200), colours);
        Assert.Contains(ColourRamp.Bits.Of(8).ToSKColor(), colours);
        Assert.Contains(ColourRamp.Bits.Of(4).ToSKColor(), colours);
    }

    [Fact]
    public void WithoutTiles_ThereIsNoMap()
    {
        FigureTests.SkipWithoutFont();
        var page = Assert.Single(new Comparison().Draw(Document with { Tiles = [] }, BuiltInMethods.Create()));
        Assert.Equal(3, page.Panels.Count);
        Assert.Empty(page.Legend);
        Assert.NotEmpty(FigureRenderer.Svg(page));
    }

    [Fact]
    public void WhatIsMissing_IsSaid()
    {
        var figure = new Comparison();
        Assert.Null(figure.WhyNot(Document));
        Assert.Equal("the experiment names no crops", figure.WhyNot(Document with { Crops = null }));
        Assert.Equal("pictures of Set5 may not be passed on; a run of the experiment draws it", figure.WhyNot(Document with { Pictures = MadeUpResult.Document().Pictures }));
        Assert.Equal("the pictures of the crops are missing", figure.WhyNot(Document with { Pictures = MadeUpResult.Document().Pictures, Crops = [Crop with { Redistributable = true }] }));
        Assert.Equal("none of fp32, minmax was run", figure.WhyNot(Document with { Rows = [] }));
    }

    [Fact]
    public void ACrop_LiesInTheTileOfItsMiddle()
    {
        var image = Assert.Single(Assert.Single(TiledImage.Of(Document, "minmax")));
        Assert.Equal(0, image.At(Crop).Area.X); // Middle at 8 of 32 LR pixels.
        Assert.Equal(16, image.At(Crop with { X = 40 }).Area.X);
        Assert.Equal(4, image.Spread);
    }

    [Theory]
    [InlineData(4, "#A0A0A0")]
    [InlineData(6, "#F0A030")]
    [InlineData(8, "#C8202F")]
    [InlineData(1, "#D9D9D9")]
    [InlineData(99, "#400010")]
    public void Bits_HaveTheColoursOfThePapersFigure(double bits, string colour) => Assert.Equal(Color.FromHex(colour), ColourRamp.Bits.Of(bits));

    [Fact]
    public void BetweenStops_ColoursAreMixed() => Assert.Equal(new Color(128, 128, 128), new ColourRamp((0, Colors.Black), (2, new Color(255, 255, 255))).Of(1));

    private static TileRow Tile(int x, int bits) => new(Four.Place, "a", new LrArea(x, 0, 16, 16), bits, null, [bits, bits]);

    private static byte[] Plain(byte red, byte green, byte blue) => PngImage.Encode(new RgbImage(16, 12, [.. Enumerable.Repeat(new[] { red, green, blue }, 16 * 12).SelectMany(pixel => pixel)]));

    private sealed class Comparison : CropsFigure
    {
        public override string Id => "comparison";

        public override string Description => "Made up";

        protected override IReadOnlyList<string> Methods => ["fp32", "minmax"];

        protected override string Map => "minmax";
    }
}
