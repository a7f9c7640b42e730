using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods.Cabm;
using Research.Tests.Framework.Plots;
using ScottPlot.Plottables;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class CabmFiguresTests
{
    private static readonly ResultRow Full = MadeUpResult.Row("EDSR_x4", "fp32", 32, 31) with { Scale = 4 };
    private static readonly ResultRow Selectors = Row("cadyq", string.Empty);
    private static readonly ResultRow Narrow = Row("cabm", "widening=0");
    private static readonly ResultRow Wide = Row("cabm", string.Empty);

    private static readonly ResultDocument Document = MadeUpResult.Document("psnr:y") with
    {
        Rows = [Full, Selectors, Narrow, Wide],
        Images = [MadeUpResult.Image(Full, "a", 31, 32), MadeUpResult.Image(Selectors, "a", 30, 6.5), MadeUpResult.Image(Wide, "a", 30.25, 5)],
        Tiles =
        [
            .. Image(Selectors, "a", (4, 1), (6, 2), (6, 3), (8, 4)), .. Image(Selectors, "b", (4, 4), (6, 3), (7, 2), (8, 1)), .. Image(Selectors, "flat", (4, 4), (4, 3), (4, 2), (4, 1)),
            .. Image(Narrow, "a", (8, 1), (6, 2)), .. Image(Narrow, "b", (8, 1), (8, 2)), .. Image(Wide, "a", (8, 1), (6, 2)), .. Image(Wide, "b", (6, 1), (4, 2)),
        ],
        Records =
        [
            Record(Wide, "table", "0", "fab", 4), Record(Wide, "table", "1", "fab", 5), Record(Wide, "table", "tiles", "count", 900), Record(Wide, "tiles", "2", "fab", 7), Record(Wide, "tiles", "2", "count", 3),
            Record(Narrow, "table", "0", "fab", 6), Record(Narrow, "table", "1", "fab", 6.5), Record(Narrow, "table", "2", "fab", 7),
        ],
    };

    [Fact]
    public void BitMap_ShowsTheMostAndTheLeastAgreeingImage_OfTheSelectors()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cabm-bit-map", Document);
        Assert.Equal(["a: FAB (rank correlation 0.95)", "a: edge score", "b: FAB (rank correlation -1.00)", "b: edge score"], MadeUpResult.Titles(page));
        Assert.Contains("7.00", MadeUpResult.Words(page));
        Assert.NotEmpty(FigureRenderer.Png(page));
        Assert.Single(Draw("cabm-bit-map", Document with { Rows = [Wide], Tiles = [.. Image(Wide, "b", (6, 1), (4, 2))] }).Panels, panel => panel.Axes.Title.Label.Text == "b: edge score");
    }

    [Fact]
    public void BitsPerLayer_AreOfTheTileThatSavesMost()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cabm-bits-per-layer", Document);
        Assert.Equal(["without widening: 8.00 bits", "widened by 10: 4.00 bits"], MadeUpResult.Titles(page));
        Assert.Equal([8, 8], page.Panels[0].GetPlottables<Rectangle>().Select(bar => bar.CoordinateRect.Top));
        Assert.Equal([4, 4], page.Panels[1].GetPlottables<Rectangle>().Select(bar => bar.CoordinateRect.Top));
        Assert.Contains("8x8 LR pixels at (8, 0) of b, edge score 2.00", string.Join(' ', page.Caption), StringComparison.Ordinal);
    }

    [Fact]
    public void FabMap_IsOfTheImageThatSavesMost()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cabm-fab-map", Document);
        Assert.Equal(["without widening: 8.00 bits", "widened by 10: 5.00 bits"], MadeUpResult.Titles(page));
        Assert.Contains("tiles of b, EDSR_x4 on Set5", page.Title, StringComparison.Ordinal);
        Assert.NotEmpty(FigureRenderer.Svg(page));
    }

    [Fact]
    public void Lines_EndAlike_OverTheChoicesOfTheStart()
    {
        FigureTests.SkipWithoutFont();
        var page = Draw("cabm-fab-against-edge-score", Document);
        Assert.Equal(["choices of the start, mean by edge score", "widened by 10", "without widening"], page.Legend.Select(entry => entry.Text).Order(StringComparer.Ordinal));
        var lines = Assert.Single(page.Panels).GetPlottables<SeriesPlot>().Select(line => line.Points.Select(point => (point.X, point.Y)).ToList()).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(2, line[^1].X));
        Assert.Contains(lines, line => line.SequenceEqual([(0, 4), (1, 5), (2, 5)]));
        Assert.Equal([(2, 7)], page.Panels[0].GetPlottables<Marker>().Select(dot => (dot.X, dot.Y)));
    }

    /// <summary>Tuning does not change the table; another choice among configurations does.</summary>
    [Fact]
    public void EqualTables_AreOneLine_AndOthersHaveTheirOptions()
    {
        FigureTests.SkipWithoutFont();
        IEnumerable<string> Texts(params RecordRow[] more) => Draw("cabm-fab-against-edge-score", Document with { Records = [.. Document.Records, .. more] }).Legend.Select(entry => entry.Text).Take(3);
        var (plain, largest) = (Row("cabm", "tune=false"), Row("cabm", "select=max"));
        Assert.Equal(["widened by 10", "without widening", "choices of the start, mean by edge score"], Texts(Record(plain, "table", "0", "fab", 4), Record(plain, "table", "1", "fab", 5)));
        Assert.Equal(["CABM", "without widening", "CABM [select=max]"], Texts(Record(largest, "table", "0", "fab", 8), Record(largest, "table", "1", "fab", 8)));
    }

    [Fact]
    public void Crops_AreOfFullPrecisionCadyqAndCabm()
    {
        FigureTests.SkipWithoutFont();
        var crop = new ResultCrop("door", "Set5", "a", 0, 0, 8, 8, Redistributable: true);
        var page = Draw("cabm-crops", Document with { Crops = [crop], Pictures = Document.Pictures.Add(crop.HrFile, PngImage.Encode(new RgbImage(8, 8))) });
        Assert.Equal(["HR\ndoor\n", "FP32\n\n31.00 / 32.00", "CADyQ\n\n30.00 / 6.50", "CABM\nwidening=0\n", "CABM\n\n30.25 / 5.00"], MadeUpResult.Titles(page));
    }

    [Fact]
    public void WhatIsMissing_IsSaid()
    {
        var figures = new CabmMethod().Info.Figures.ToDictionary(figure => figure.Id);
        Assert.Equal(["cabm-bit-map", "cabm-bits-per-layer", "cabm-crops", "cabm-fab-against-edge-score", "cabm-fab-map"], figures.Keys.Order(StringComparer.Ordinal));
        var (empty, one) = (Document with { Tiles = [], Records = [] }, Document with { Rows = [Full, Wide] });
        Assert.All(["cabm-bit-map", "cabm-bits-per-layer", "cabm-fab-map"], id => Assert.Equal("the bits of tiles are missing; the experiment must say 'tiles: true'", figures[id].WhyNot(empty)));
        Assert.Equal("no cell of CABM noted its table", figures["cabm-fab-against-edge-score"].WhyNot(empty));
        Assert.All(["cabm-bits-per-layer", "cabm-fab-map"], id => Assert.StartsWith("it compares two tables", figures[id].WhyNot(one), StringComparison.Ordinal));
        Assert.Equal("no image has several tiles whose bits differ", figures["cabm-bit-map"].WhyNot(Document with { Tiles = [.. Image(Wide, "a", (4, 1), (4, 2))] }));
        Assert.Equal("the experiment names no crops", figures["cabm-crops"].WhyNot(Document));
    }

    private static FigurePage Draw(string id, ResultDocument document) => MadeUpResult.Draw("cabm", id, document);

    private static ResultRow Row(string method, string options) => MadeUpResult.Row("EDSR_x4", method, 8, 30) with { ActivationBits = null, Scale = 4, Options = options };

    /// <summary>Tiles of two layers with equal bits.</summary>
    private static IEnumerable<TileRow> Image(ResultRow row, string image, params (int Bits, double Score)[] tiles) =>
        tiles.Select((tile, i) => new TileRow(row.Place, image, new LrArea(8 * i, 0, 8, 8), tile.Bits, tile.Score, [tile.Bits, tile.Bits]));

    private static RecordRow Record(ResultRow row, string table, string item, string quantity, double value) => new(row.Cell, new MethodRecord(table, item, quantity, value));
}
