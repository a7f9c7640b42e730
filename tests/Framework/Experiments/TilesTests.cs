using System.Text;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Tests.Framework.Experiments;

/// <summary>The bits of every tile, kept with the cell and part of the result where the experiment asks for them.</summary>
[Trait("tier", "recipe")]
public sealed class TilesTests : IDisposable
{
    private static readonly Catalogs Known = WithChoosing();
    private static readonly RunOrigin Origin = new("research run tiny.yaml", new GitState("0123456", false));

    private readonly string _root = Directory.CreateTempSubdirectory("research-tiles-").FullName;

    private ResultFolders Folders => new(_root);

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", Path.Combine(_root, "runs"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>24 x 24 LR in tiles of 16 from 0 and 8: the last is extended by nothing.</summary>
    [Fact]
    public void EveryTile_HasItsPlaceAndBits_AndReadsBackTheSame()
    {
        var result = Run("tiles: true", "tiles[16,8]");
        var files = ResultFiles.Render(result, Known, Origin);
        Folders.WriteLocal("tiny", files);
        var document = ResultDocument.Read(Folders.Local("tiny"));
        Assert.Equal(2 * 4, document.Tiles.Length); // Of the method that chooses, not of fp32.
        Assert.Equal([(0, 0), (8, 0), (0, 8), (8, 8)], document.Tiles.Take(4).Select(tile => (tile.Area.X, tile.Area.Y)));
        Assert.All(document.Tiles, tile =>
        {
            Assert.Equal(EdgeScore.Of(Known.Datasets.Open("tiny[test]", Paths).ReadLr(tile.Image, 2).Crop(tile.Area.X, tile.Area.Y, 16, 16)), tile.EdgeScore!.Value, 5e-5);
            Assert.Equal((16, 16), (tile.Area.Width, tile.Area.Height));
            Assert.Equal(10, tile.Bits[^1]);
            Assert.Equal(tile.Bits.Average(), tile.FeatureAverageBits, 5e-5);
        });
        var image = document.Images.Single(image => image.Place.Identity == ChoosingMethod.Id && image.Image == "steps");
        Assert.Equal(image.FeatureAverageBits, document.Tiles.Where(tile => tile.Place == image.Place && tile.Image == "steps").Average(tile => tile.FeatureAverageBits), 5e-5);
        Assert.Equal([4, 8], document.Tiles.Select(tile => tile.Bits[0]).Distinct().Order());
        var written = Encoding.UTF8.GetString(files.Files[ResultFiles.Tiles]);
        Assert.Contains("choosing,,bicubic-net,2,tiny[test],1,waves,0,0,16,16,", written, StringComparison.Ordinal);
        Assert.Contains("a\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereTheyAreNotAskedFor_ThereIsNoFile_AndCellsStayAsTheyWere()
    {
        var files = ResultFiles.Render(Run("tiles: false", "tiles[16,8]"), Known, Origin);
        Assert.DoesNotContain(ResultFiles.Tiles, files.Files.Keys);
        Assert.All(Cells(), cell => Assert.DoesNotContain("tiles\":", cell, StringComparison.Ordinal));
    }

    [Fact]
    public void OfFixedBits_ThereIsNoFile()
    {
        var files = ResultFiles.Render(Run("tiles: true", "tiles[16,8]", "[fp32]"), Known, Origin);
        Assert.DoesNotContain(ResultFiles.Tiles, files.Files.Keys);
    }

    [Fact]
    public void AWholeImage_IsOneTile()
    {
        var files = ResultFiles.Render(Run("tiles: true", "whole-image"), Known, Origin);
        Folders.WriteLocal("tiny", files);
        Assert.Equal([(24, 24), (24, 24)], ResultDocument.Read(Folders.Local("tiny")).Tiles.Select(tile => (tile.Area.Width, tile.Area.Height)));
    }

    /// <summary>A cell that was finished without them is evaluated again, once; one with them serves also who does not ask.</summary>
    [Fact]
    public void FinishedCells_AreRunAgain_OnlyWhereTheTilesAreMissing()
    {
        Run("tiles: false", "tiles[16,8]");
        Assert.Equal(["finished", "finished without the bits of its tiles"], ExperimentSurvey.Of(Plan("tiles: true", "tiles[16,8]"), Known, Paths, rerun: false).Select(state => state.Reason));
        var progress = new SilentProgress();
        Run("tiles: true", "tiles[16,8]", progress: progress);
        Assert.Equal(["choosing@bicubic-net:x2 on tiny[test]"], progress.Evaluated);
        progress = new SilentProgress();
        var plain = ResultFiles.Render(Run("tiles: false", "tiles[16,8]", progress: progress), Known, Origin);
        Assert.Empty(progress.Evaluated);
        Assert.DoesNotContain(ResultFiles.Tiles, plain.Files.Keys);
    }

    [Fact]
    public void Publishing_TakesThemAlong_AndAway()
    {
        Folders.WriteLocal("tiny", ResultFiles.Render(Run("tiles: true", "tiles[16,8]"), Known, Origin));
        Assert.Contains(ResultFiles.Tiles, ResultPublisher.Publish(Folders, Known, "tiny", force: false));
        Folders.WriteLocal("tiny", ResultFiles.Render(Run("tiles: false", "tiles[16,8]"), Known, Origin));
        ResultPublisher.Publish(Folders, Known, "tiny", force: false);
        Assert.False(File.Exists(Path.Combine(Folders.Published("tiny"), ResultFiles.Tiles)));
    }

    [Fact]
    public void ADigitThatIsNone_IsNamed()
    {
        var table = new CsvTable(
            ["method", "options", "weights", "scale", "dataset", "seed", "image", "x", "y", "width", "height", "fab", "edge_score", "bits"],
            [["m", "", "w", "2", "d", "1", "i", "0", "0", "8", "8", "4", "", "4 8"]]);
        Assert.Equal("tiles.csv: '4 8' in column 'bits' is not a digit an edge.", Assert.Throws<ResearchException>(() => TilesTable.Parse(table, "tiles.csv")).Message);
    }

    private static Catalogs WithChoosing()
    {
        var catalogs = TestCatalogs.Create();
        catalogs.Methods.Register(new ChoosingMethod());
        return catalogs;
    }

    private IEnumerable<string> Cells() => Directory.GetFiles(_root, "tiny-test-*.json", SearchOption.AllDirectories).Select(File.ReadAllText);

    private ExperimentPlan Plan(string tiles, string protocol, string methods = "[fp32, choosing]") => ExperimentPlan.Make(
        ExperimentFile.Parse(
            "tiny.yaml",
            $"""
            name: tiny
            title: Tiny
            networks: [{"{ weights: bicubic-net, scale: 2 }"}]
            methods: {methods}
            datasets: ['tiny[test]']
            metrics: ['psnr:y']
            protocol: {protocol}
            {tiles}
            """,
            Known),
        Budget.Quick, Known, Paths);

    private ExperimentResult Run(string tiles, string protocol, string methods = "[fp32, choosing]", SilentProgress? progress = null)
    {
        var result = new ExperimentRunner(Known, Paths, progress ?? new SilentProgress()).Run(Plan(tiles, protocol, methods), new RunSettings(), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        return result;
    }
}
