using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods.Cadyq;
using Research.Tests.Framework.Plots;

namespace Research.Tests.Methods.Cadyq;

[Trait("tier", "unit")]
public sealed class CadyqFiguresTests
{
    private static readonly ResultRow Row = MadeUpResult.Row("EDSR_x4", "cadyq", 8, 30) with { ActivationBits = null, Scale = 4, Options = string.Empty };
    private static readonly ResultRow Full = MadeUpResult.Row("EDSR_x4", "fp32", 32, 31) with { Scale = 4 };
    private static readonly ResultCrop Sky = new("sky", "Set5", "a", 40, 8, 16, 16, Redistributable: false);

    private static readonly ResultDocument Document = MadeUpResult.Document("psnr:y") with
    {
        Rows = [Full, Row],
        Images = [MadeUpResult.Image(Row, "a", 29.5, 5.5), MadeUpResult.Image(Full, "a", 31, 32)],
        Tiles = [Tile("a", 0, 8, 8, 6), Tile("a", 8, 4, 4, 6), Tile("b", 0, 6, 6, 6), Tile("b", 8, 6, 6, 4)],
        Records =
        [
            Record("patches", "1", "gradient", 1), Record("patches", "1", "mse increase", 0.5), Record("patches", "2", "gradient", 3), Record("patches", "2", "mse increase", 2), Record("patches", "3", "gradient", 4),
            Record("layers", "x", "std", 9), Record("layers", "x", "mse increase", 4), Record("layers", "y", "std", 20), Record("layers", "y", "mse increase", 1),
        ],
    };

    [Fact]
    public void TheBitMap_ShowsTheExtremesOfTheWidestImage()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cadyq-bit-map", Document);
        Assert.Equal(["a", "A: 7.33 bits on average", "B: 4.67 bits on average"], MadeUpResult.Titles(page));
        Assert.Equal(["4 bits", "6 bits", "8 bits"], page.Legend.Select(entry => entry.Text));
        Assert.Contains("7.33", MadeUpResult.Words(page));
    }

    [Fact]
    public void TheBitMap_TakesTheTilesOfCrops_WithTheirPicturesWhereTheyAreAtHand()
    {
        FigureTests.SkipWithoutFont();
        var crops = Document with { Crops = [Sky, Sky with { Name = "wall", Image = "b", X = 0 }] };
        var page = Draw("cadyq-bit-map", crops);
        Assert.Equal(["a", "A: 4.67 bits on average", "b", "B: 6.00 bits on average"], MadeUpResult.Titles(page));
        var withPicture = Draw("cadyq-bit-map", crops with { Pictures = crops.Pictures.Add(Sky.HrFile, PngImage.Encode(new RgbImage(16, 16))) });
        Assert.NotEqual(FigureRenderer.Png(page), FigureRenderer.Png(withPicture));
        Assert.Equal(["a", "A: 4.67 bits on average", "B: 7.33 bits on average"], MadeUpResult.Titles(Draw("cadyq-bit-map", Document with { Crops = [Sky] })));
    }

    [Fact]
    public void OfWholeImages_TheBitMapComparesTwo()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cadyq-bit-map", Document with { Tiles = [Tile("a", 0, 8, 8, 6), Tile("b", 0, 4, 4, 4)] });
        Assert.Equal(["A: 7.33 bits on average", "B: 4.00 bits on average"], MadeUpResult.Titles(page));
    }

    [Fact]
    public void Sensitivity_IsADotForEachPatchAndLayer_WithTheRankCorrelation()
    {
        FigureTests.SkipWithoutFont();
        var patches = Draw("cadyq-gradient-sensitivity", Document);
        Assert.Equal(["EDSR_x4 (n = 2, rho = 1.00)"], MadeUpResult.Titles(patches)); // The third patch has no error.
        Assert.Equal([(1, 0.5), (3, 2)], patches.Panels[0].GetPlottables<ScottPlot.Plottables.Marker>().Select(dot => (dot.X, dot.Y)));
        var layers = Draw("cadyq-layer-sensitivity", Document);
        Assert.Equal(["EDSR_x4 (n = 2, rho = -1.00)"], MadeUpResult.Titles(layers));
        Assert.Distinct(layers.Panels[0].GetPlottables<ScottPlot.Plottables.Marker>().Select(dot => dot.Color));
        Assert.All(new[] { patches, layers }, page => Assert.NotEmpty(FigureRenderer.Png(page)));
    }

    [Fact]
    public void TheVisualComparison_HasMapHrAndMethods()
    {
        FigureTests.SkipWithoutFont();
        var picture = PngImage.Encode(new RgbImage(16, 16));
        var page = Draw("cadyq-visual", Document with { Crops = [Sky], Pictures = Document.Pictures.Add(Sky.HrFile, picture).Add(Sky.FileOf(Row.Cell), picture) });
        Assert.Equal(["FAB of tiles\na", "HR\nsky", "FP32\n31.00 / 32.00", "CADyQ\n29.50 / 5.50"], MadeUpResult.Titles(page));
        Assert.Contains("5.50", MadeUpResult.Words(page));
    }

    [Fact]
    public void WhatIsMissing_IsSaid()
    {
        var figures = new CadyqMethod().Info.Figures.ToDictionary(figure => figure.Id);
        Assert.Equal(["cadyq-bit-map", "cadyq-gradient-sensitivity", "cadyq-layer-sensitivity", "cadyq-visual"], figures.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("CADyQ was not run", figures["cadyq-bit-map"].WhyNot(Document with { Rows = [Full] }));
        Assert.Equal("the bits of tiles are missing; the experiment must say 'tiles: true'", figures["cadyq-bit-map"].WhyNot(Document with { Tiles = [] }));
        Assert.Equal("no cell of CADyQ has an analysis; it needs 'sensitivity: true'", figures["cadyq-layer-sensitivity"].WhyNot(Document with { Records = [] }));
        Assert.Equal("the experiment names no crops", figures["cadyq-visual"].WhyNot(Document));
    }

    private static FigurePage Draw(string id, ResultDocument document) => MadeUpResult.Draw("cadyq", id, document);

    private static TileRow Tile(string image, int x, params ImmutableArray<int> bits) => new(Row.Place, image, new LrArea(x, 0, 8, 8), bits.Average(), 10, bits);

    private static RecordRow Record(string table, string item, string quantity, double value) => new(Row.Cell, new MethodRecord(table, item, quantity, value));
}
