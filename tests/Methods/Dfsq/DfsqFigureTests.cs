using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;
using Research.Methods.Dfsq;
using Research.Tests.Framework.Plots;

namespace Research.Tests.Methods.Dfsq;

/// <summary>The figures from made-up notes.</summary>
[Trait("tier", "unit")]
public sealed class DfsqFigureTests
{
    private static readonly IReadOnlyList<IFigure> Figures = new DfsqMethod().Info.Figures;

    [Fact]
    public void WithoutNotes_EachSaysWhatIsMissing()
    {
        var document = MadeUpResult.Document("psnr:y") with { Rows = [MadeUpResult.Row("w_x2", "dfsq", 6, 35)] };
        Assert.All(Figures, figure => Assert.NotNull(figure.WhyNot(document)));
        Assert.Equal(["dfsq-time-against-size"], Figures.Where(figure => figure.ShowsTimes).Select(figure => figure.Id));
    }

    [Fact]
    public void WithNotes_EachIsDrawn_TheSameEveryTime()
    {
        FigureTests.SkipWithoutFont();
        var document = Noted();
        foreach (var figure in Figures)
        {
            Assert.Null(figure.WhyNot(document));
            var page = Assert.Single(figure.Draw(document, BuiltInMethods.Create()));
            Assert.Equal(figure.Id, page.Name);
            Assert.Equal(FigureRenderer.Svg(page), FigureRenderer.Svg(figure.Draw(document, BuiltInMethods.Create())[0]));
        }
    }

    [Fact]
    public void TheSpread_IsMeanAndStandardDeviationOverTheSeeds()
    {
        FigureTests.SkipWithoutFont();
        var page = Assert.Single(Figures.Single(figure => figure.Id == "dfsq-spread").Draw(Noted(), BuiltInMethods.Create()));
        var words = MadeUpResult.Words(page);
        Assert.Contains("35.000", string.Join(' ', words), StringComparison.Ordinal);
        Assert.Contains("1.000", string.Join(' ', words), StringComparison.Ordinal);
    }

    /// <summary>Two sizes of the universal set and three seeds of one of them.</summary>
    private static ResultDocument Noted()
    {
        CellPlace[] cells = [new("dfsq", "w_x2", 2, 1), new("dfsq[words=2]", "w_x2", 2, 1)];
        var records = cells.SelectMany(cell => new[] { "a", "b" }.SelectMany(layer => Notes(cell, layer)));
        return MadeUpResult.Document("psnr:y") with
        {
            Rows = [.. new[] { 34.0, 35, 36 }.Select((psnr, seed) => MadeUpResult.Row("w_x2", "dfsq", 4, psnr) with { Seed = seed + 1 })],
            Records = [.. records],
            Phases = [.. cells.Select((cell, i) => new PhaseRow(cell, new MethodTime(LayerCalibration.SelectionPhase, 1 + i)))],
        };
    }

    private static IEnumerable<RecordRow> Notes(CellPlace cell, string layer)
    {
        RecordRow Row(string table, string quantity, double value) => new(cell, new MethodRecord(table, layer, quantity, value));
        string Numbered(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name} {i:00}");
        return
        [
            Row(CalibrationNotes.Errors, "squared error", cell.Identity.Length),
            .. CalibrationNotes.Ranges.SelectMany(table => new[] { "minimum", "maximum" }.SelectMany(end => Enumerable.Range(0, 5).Select(quarter => Row(table, CalibrationNotes.Quartile(end, quarter), quarter)))),
            .. Enumerable.Range(0, CalibrationNotes.Bins).Select(bin => Row(CalibrationNotes.Histogram, Numbered("bin", bin), 1.0 / CalibrationNotes.Bins)),
            .. Enumerable.Range(0, 4).Select(k => Row(CalibrationNotes.Points, Numbered("point", k), k / 4.0)),
        ];
    }
}
