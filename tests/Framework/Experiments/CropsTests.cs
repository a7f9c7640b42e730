using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Tests.Framework.Plots;
using SkiaSharp;

namespace Research.Tests.Framework.Experiments;

/// <summary>Parts of images as pictures: with the cell, in the local result, and in the published one where the data set allows it.</summary>
[Trait("tier", "recipe")]
public sealed class CropsTests : IDisposable
{
    private const string Both = "[{ name: corner, dataset: 'tiny[test]', image: steps, x: 4, y: 8, width: 16, height: 12 }, { name: free, dataset: 'free[test]', image: waves, x: 0, y: 0, width: 20, height: 10 }]";
    private const string Corner = "crops/corner/bicubic-net-x2-fp32-seed1.png";
    private const string Free = "crops/free/bicubic-net-x2-fp32-seed1.png";

    private static readonly Catalogs Known = WithFree() with { Methods = new MethodCatalog().Register(new Research.Methods.FullPrecision.FullPrecisionMethod()).Register(new ChoosingMethod()) };
    private static readonly RunOrigin Origin = new("research run tiny.yaml", new GitState("0123456", false));

    private readonly string _root = Directory.CreateTempSubdirectory("research-crops-").FullName;

    private ResultFolders Folders => new(_root);

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", Path.Combine(_root, "runs"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void HrAndEveryCell_AreSaved_AsThePixelsThatTheyAre()
    {
        Write(Both);
        var hr = Known.Datasets.Open("tiny[test]", Paths).ReadHr("steps").Crop(4, 8, 16, 12);
        using var saved = SKBitmap.Decode(Path.Combine(Folders.Local("tiny"), "crops/corner/HR.png"));
        Assert.Equal((16, 12), (saved.Width, saved.Height));
        Assert.All(Enumerable.Range(0, 16 * 12), i => Assert.Equal(new SKColor(hr.Pixels[i * 3], hr.Pixels[(i * 3) + 1], hr.Pixels[(i * 3) + 2]), saved.GetPixel(i % 16, i / 16)));
        using var sr = SKBitmap.Decode(Path.Combine(Folders.Local("tiny"), Corner));
        Assert.Equal((16, 12), (sr.Width, sr.Height));
        Assert.Equal(
            ["crops/corner/HR.png", "crops/corner/bicubic-net-x2-choosing-seed1.png", Corner, "crops/free/HR.png", "crops/free/bicubic-net-x2-choosing-seed1.png", Free],
            ResultDocument.Read(Folders.Local("tiny")).Pictures.Keys);
    }

    [Fact]
    public void AFinishedCell_IsRunAgain_OnlyWhereACropIsMissing()
    {
        Run("[]");
        Assert.Equal(["finished without its crops", "finished", "finished without its crops", "finished"], ExperimentSurvey.Of(Plan(Both[..Both.IndexOf(", { name: free", StringComparison.Ordinal)] + "]"), Known, Paths, rerun: false).Select(state => state.Reason));
        Run(Both);
        var progress = new SilentProgress();
        Run(Both.Replace("name: corner", "name: another", StringComparison.Ordinal), progress);
        Assert.Empty(progress.Evaluated);
    }

    [Fact]
    public void Publishing_LeavesOut_WhatMayNotBePassedOn_AndTheFiguresOfIt()
    {
        FigureTests.SkipWithoutFont();
        Write(Both);
        Assert.True(File.Exists(Path.Combine(Folders.Local("tiny"), "figures/made-up-corner.png")));
        var published = ResultPublisher.Publish(Folders, Known, "tiny", force: false);
        Assert.Contains(Free, published);
        Assert.DoesNotContain(Corner, published);
        Assert.DoesNotContain(published, file => file.Contains("corner", StringComparison.Ordinal));
        Assert.Contains("figures/made-up-free.svg", published);
        Same();
        Assert.Empty(ResultPublisher.Publish(Folders, Known, "tiny", force: false));
    }

    [Fact]
    public void WhereNothingMayBePassedOn_ThePublishedTableSaysWhyAFigureIsMissing()
    {
        FigureTests.SkipWithoutFont();
        var corner = Both[..Both.IndexOf(", { name: free", StringComparison.Ordinal)] + "]";
        Write(corner);
        ResultPublisher.Publish(Folders, Known, "tiny", force: false);
        Assert.False(Directory.Exists(Path.Combine(Folders.Published("tiny"), "crops")));
        Assert.Contains("Not drawn, because pictures of tiny[test] may not be passed on; a run of the experiment draws it: made-up.", File.ReadAllText(Path.Combine(Folders.Published("tiny"), "table.md")), StringComparison.Ordinal);
        Assert.DoesNotContain("Not drawn", File.ReadAllText(Path.Combine(Folders.Local("tiny"), "table.md")), StringComparison.Ordinal);
        Same();
    }

    [Fact]
    public void CropsThatAreNoMore_LeaveThePublishedResult()
    {
        Write(Both);
        ResultPublisher.Publish(Folders, Known, "tiny", force: false);
        Write("[]");
        Assert.Contains(Free, ResultPublisher.Publish(Folders, Known, "tiny", force: false));
        Assert.False(File.Exists(Path.Combine(Folders.Published("tiny"), Free)));
    }

    [Theory]
    [InlineData("name: Corner, dataset: 'tiny[test]', image: steps, x: 4, y: 8, width: 16, height: 12", "becomes a folder")]
    [InlineData("name: a, dataset: 'tiny[tes]', image: steps, x: 4, y: 8, width: 16, height: 12", "no data set 'tiny[tes]'. Did you mean 'tiny[test]'?")]
    [InlineData("name: a, dataset: 'tiny[test]', image: step, x: 4, y: 8, width: 16, height: 12", "has no image 'step'. Did you mean 'steps'?")]
    [InlineData("name: a, dataset: 'tiny[test]', image: steps, x: 40, y: 8, width: 16, height: 12", "16x12 pixels at (40, 8) do not lie within the 48x48 of 'steps'")]
    [InlineData("name: a, dataset: 'tiny[test]', image: steps, x: -1, y: 8, width: 16, height: 12", "starts at 0 or later")]
    public void WrongCrops_AreNamedWithTheirPlace(string crop, string expected)
    {
        var message = Assert.Throws<ResearchException>(() => ExperimentFile.Parse("tiny.yaml", Yaml($"[{{ {crop} }}]"), Known, Budget.Quick, Paths)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith("tiny.yaml(", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACropOutsideItsImage_StopsARunBeforeItBegins() => Assert.Contains(
        "tiny: crop 'a': 16x12 pixels at (40, 8)",
        Assert.Throws<ResearchException>(() => Plan("[{ name: a, dataset: 'tiny[test]', image: steps, x: 40, y: 8, width: 16, height: 12 }]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Files_AreNamedForTheCell_AndNeverAlike()
    {
        var crop = new ResultCrop("c", "d", "i", 0, 0, 1, 1, false);
        string Of(string identity) => crop.FileOf(new CellPlace(identity, "EDSR_x4", 4, 1));
        Assert.Equal("crops/c/EDSR_x4-x4-cabm[w=4,delta_e=10]-seed1.png", Of("cabm[w=4,delta_e=10]"));
        Assert.NotEqual(Of("cabm[name=\"a b\"]"), Of("cabm[name=\"a/b\"]"));
        Assert.InRange(Of($"cabm[{new string('x', 500)}]").Length, 1, 200);
    }

    [Fact]
    public void OnlyFreeImages_MayBePassedOn() =>
        Assert.Equal(["photos", "synthetic"], Research.Datasets.BuiltInDatasets.Create().Sources.Where(source => source.Redistributable).Select(source => source.Id).Order(StringComparer.Ordinal));

    private static Catalogs WithFree()
    {
        var catalogs = TestCatalogs.Create();
        catalogs.Datasets.Register(new TinyImages("free", redistributable: true));
        return catalogs;
    }

    /// <summary>A published result renders to the bytes that are there.</summary>
    private void Same()
    {
        var rendered = ResultFiles.Render(ResultDocument.Read(Folders.Published("tiny")), Known);
        Assert.All(rendered.Files, file => Assert.True(File.ReadAllBytes(Path.Combine(Folders.Published("tiny"), file.Key)).AsSpan().SequenceEqual(file.Value), file.Key));
        Assert.Equal(rendered.Files.Keys.Where(name => name.StartsWith(ResultFiles.Figures, StringComparison.Ordinal)), Figures(Folders.Published("tiny")));
    }

    private static IEnumerable<string> Figures(string folder) => Directory.Exists(Path.Combine(folder, "figures"))
        ? Directory.GetFiles(Path.Combine(folder, "figures")).Select(file => ResultFiles.Figures + Path.GetFileName(file)).Order(StringComparer.Ordinal)
        : [];

    private static string Yaml(string crops) => $"""
        name: tiny
        title: Tiny
        networks: [{"{ weights: bicubic-net, scale: 2 }"}]
        methods: [fp32, choosing]
        datasets: ['tiny[test]', 'free[test]']
        metrics: ['psnr:y']
        {(crops == "[]" ? string.Empty : $"crops: {crops}\nfigures: [made-up]")}
        """;

    private ExperimentPlan Plan(string crops) => ExperimentPlan.Make(ExperimentFile.Parse("tiny.yaml", Yaml(crops), Known), Budget.Quick, Known, Paths);

    private ExperimentResult Run(string crops, SilentProgress? progress = null)
    {
        var result = new ExperimentRunner(Known, Paths, progress ?? new SilentProgress()).Run(Plan(crops), new RunSettings(), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        return result;
    }

    private void Write(string crops) => Folders.WriteLocal("tiny", ResultFiles.Render(Run(crops), Known, Origin));
}
