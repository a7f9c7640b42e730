using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Methods;
using Research.Methods.AdaBm;
using Research.Networks.Edsr;
using Research.Tests.Framework.Experiments;
using Research.Tests.Framework.Plots;
using Research.Tests.Networks;

namespace Research.Tests.Methods.AdaBm;

/// <summary>The figures of what a run on tiny images noted.</summary>
[Trait("tier", "recipe")]
public sealed class AdaBmFiguresTests
{
    [Fact]
    public void TheyShowWhatWasNoted()
    {
        FigureTests.SkipWithoutFont();
        var methods = BuiltInMethods.Create();
        var result = Result();
        var pages = methods.Find("adabm").Info.Figures.ToDictionary(figure => figure.Id, figure =>
        {
            Assert.Null(figure.WhyNot(result));
            return Assert.Single(figure.Draw(result, methods));
        });

        Assert.Equal(["adabm-bits", "adabm-complexity", "adabm-processing-time", "adabm-sensitivity"], pages.Keys.Order(StringComparer.Ordinal));
        var rectangles = pages["adabm-bits"].Panels[0].GetPlottables<ScottPlot.Plottables.Rectangle>().ToList();
        Assert.Equal(8, rectangles.Count); // Four layers on two images.
        Assert.Equal(BitColoursOf(rectangles, column: 1).Count(), BitColoursOf(rectangles, column: 2).Count());
        Assert.Contains("W4A4", string.Join(' ', MadeUpResult.Words(pages["adabm-sensitivity"])), StringComparison.Ordinal);
        Assert.Equal(2, pages["adabm-complexity"].Panels[0].GetPlottables<ScottPlot.Plottables.Rectangle>().Sum(bar => bar.CoordinateRect.Top));
        Assert.All(pages.Values, page => Assert.NotEmpty(FigureRenderer.Png(page)));
    }

    [Fact]
    public void WithoutNotes_TheySayWhatIsMissing()
    {
        var result = MadeUpResult.Document("psnr:y") with { Rows = [MadeUpResult.Row("EDSR", "adabm", 4, 30)] };
        Assert.All(new AdaBmMethod().Info.Figures, figure => Assert.NotNull(figure.WhyNot(result)));
    }

    private static IEnumerable<ScottPlot.Plottables.Rectangle> BitColoursOf(IEnumerable<ScottPlot.Plottables.Rectangle> rectangles, int column) =>
        rectangles.Where(field => field.X1 < column && field.X2 > column);

    private static ResultDocument Result()
    {
        var request = new QuantizationRequest
        {
            Network = RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2)),
            Options = new AdaBmOptions(4, 4) { Crop = 12, Epochs = 3 },
            Seeds = new Seeds(3),
            Calibration = TestCatalogs.Create().Datasets.Open("tiny[calibration]", SharedFiles.Paths, ImageUse.Lr),
        };
        new AdaBmMethod().Quantize(request, TestContext.Current.CancellationToken).Dispose();
        var row = MadeUpResult.Row("EDSR", "adabm", 4, 30) with { ActivationBits = null };
        var notes = request.Notebook.Notes;
        return MadeUpResult.Document("psnr:y") with
        {
            Rows = [row, MadeUpResult.Row("EDSR", "fp32", 32, 31)],
            Images = [MadeUpResult.Image(row, "a", 30, 4), MadeUpResult.Image(row, "b", 30, 5)],
            Records = [.. notes.Records.Select(record => new RecordRow(row.Cell, record))],
            Phases = [.. notes.Times.Select(time => new PhaseRow(row.Cell, time))],
        };
    }
}
