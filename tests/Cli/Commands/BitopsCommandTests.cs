using System.Globalization;
using Research.Cli.Commands;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Tests.Cli.Commands;

/// <summary><c>research bitops</c> on the network that needs no weights: two convolutions 5x5 of 3 groups, 1 -> 2 and 2 -> 4 channels each at x2.</summary>
[Trait("tier", "recipe")]
public sealed class BitopsCommandTests : IDisposable
{
    private const long Horizontal = 25 * 3 * 2;
    private const long Vertical = 25 * 3 * 2 * 4;

    private readonly string _root = Directory.CreateTempSubdirectory("research-bitops-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Ledger_IsTheClosedForm_PerLayer_WithOverlapApart()
    {
        var file = Path.Combine(_root, "ledger.csv");
        var run = await Bitops("--method", "minmax[w=4,a=3]", "--size", "510x339", "--protocol", "tiles[96,90]", "--output", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("minmax[w=4,a=3]", run.Output, StringComparison.Ordinal);

        var table = CsvTable.Read(file);
        double Cell(int row, string column) => double.Parse(table.Rows[row][table.Columns.ToList().IndexOf(column)], CultureInfo.InvariantCulture);
        const double Frame = 640 * 360, Image = 510 * 339, Passes = (96 + 96 + 159) * ((4 * 96) + 150);
        foreach (var (row, macs) in new[] { (0, Horizontal), (1, Vertical) })
        {
            Assert.Equal(macs, Cell(row, "macs_per_lr_pixel"));
            Assert.Equal((4, 3), (Cell(row, "w_bits"), Cell(row, "a_bits")));
            Assert.Equal(macs * Frame / 1e9, Cell(row, "macs_g"), 0.0005);
            Assert.Equal(macs * 12 * Frame / 1e9, Cell(row, "bitops_g"), 0.0005);
            Assert.Equal(macs * Passes / 1e9, Cell(row, "run_macs_g"), 0.0005);
            Assert.Equal(macs * 12 * Passes / 1e9, Cell(row, "run_bitops_g"), 0.0005);
            Assert.Equal(macs * 12 * (Passes - Image) / 1e9, Cell(row, "overlap_bitops_g"), 0.0005);
        }
    }

    /// <summary>Without calibration images: the bits are fixed.</summary>
    [Fact]
    public async Task ADataSet_IsCountedImageByImage_AndAsAMean()
    {
        var file = Path.Combine(_root, "ledger.csv");
        var run = await Bitops("--method", "minmax[w=4,a=3]", "--data", "synthetic[test,1-2]", "--protocol", "tiles[96,90]", "--output", file);
        Assert.Equal(0, run.ExitCode);
        var set = Research.Datasets.BuiltInDatasets.Create().Open("synthetic[test,1-2]", Research.Framework.Runtime.ResearchPaths.Resolve());
        var pixels = set.ImageIds.Select(id => (double)new Research.Framework.Evaluation.TileProtocol(96, 90).LrPixels(set.ReadLr(id, 2).Width, set.ReadLr(id, 2).Height)).ToList();
        string Giga(double operations) => (operations / 1e9).ToString("0.###", CultureInfo.InvariantCulture);
        Assert.All(set.ImageIds.Zip(pixels), image => Assert.Contains(
            run.Output.Split('\n'), line => line.StartsWith($"{image.First} ", StringComparison.Ordinal) && line.Contains($" {Giga((Horizontal + Vertical) * 12 * image.Second)} ", StringComparison.Ordinal)));
        Assert.Contains($"{Giga((Horizontal + Vertical) * 12 * pixels.Average())} G bit operations (tiles[96,90], mean of 2)", run.Output, StringComparison.Ordinal);
        var table = CsvTable.Read(file);
        Assert.Equal(Horizontal * 12 * pixels.Average() / 1e9, double.Parse(table.Rows[0][table.Columns.ToList().IndexOf("run_bitops_g")], CultureInfo.InvariantCulture), 0.0005);
    }

    [Theory]
    [InlineData("is not a size in LR pixels", "--size", "0x3")]
    [InlineData("is not a size in LR pixels", "--size", "510")]
    [InlineData("'--protocol' needs images to run", "--protocol", "tiles[96,90]")]
    [InlineData("give one of them", "--size", "510x339", "--data", "synthetic[test]")]
    public async Task WrongSizes_AreSaidBeforeAnythingIsPrinted(string message, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<ResearchException>(() => Bitops(arguments));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static Task<CommandRun> Bitops(params string[] arguments) =>
        CommandRun.Of(BitopsCommand.Create, ["bitops", "--weights", "bicubic-net", "--scale", "2", .. arguments]);
}
