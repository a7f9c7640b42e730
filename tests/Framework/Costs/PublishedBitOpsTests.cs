using System.Globalization;
using Research.Framework.Costs;

namespace Research.Tests.Framework.Costs;

/// <summary>The 96 cells of CABM's tables 2 and 3 from their FAB.</summary>
[Trait("tier", "unit")]
public sealed class PublishedBitOpsTests
{
    /// <summary>Fitted to the print: what CADyQ's rows carry per selector and 1280x720 frame, in G.</summary>
    private const double SelectorCost = 0.0509;

    /// <summary>Printed otherwise than the formula says, by less than 1 % and 3.3 %.</summary>
    private static readonly string[] Exceptions = ["x2 CARN CABM Urban100", "x2 EDSR CADyQ Test2K"];

    private static readonly Dictionary<string, int> Frames = new(StringComparer.Ordinal) { ["Urban100"] = 1, ["Test2K"] = 4, ["Test4K"] = 16 };

    private static readonly Dictionary<string, int> Selectors = new(StringComparer.Ordinal) { ["EDSR"] = 32, ["SRResNet"] = 32, ["CARN"] = 18, ["IDN"] = 24 };

    [Fact]
    public void TheFormula_GivesAllCellsButTheTwoKnownOnes_WithinHalfAPercent()
    {
        var cells = Cells();
        Assert.Equal(96, cells.Count);
        var macs = cells.Where(cell => cell.Method == "FP32").ToDictionary(cell => (cell.Scale, cell.Network, cell.Dataset), cell => cell.BitOps);
        var deviating = cells.Where(cell =>
        {
            var selectors = cell.Method == "CADyQ" ? Selectors[cell.Network] * SelectorCost * Frames[cell.Dataset] : 0;
            var formula = BitOps.CabmPublishedOf(macs[(cell.Scale, cell.Network, cell.Dataset)], cell.Fab, selectors);
            return Math.Abs((formula / cell.BitOps) - 1) > 0.005;
        });
        Assert.Equal(Exceptions.Order(StringComparer.Ordinal), deviating.Select(cell => $"{cell.Scale} {cell.Network} {cell.Method} {cell.Dataset}").Order(StringComparer.Ordinal));
    }

    /// <summary>Definition P worked out apart, for 1280x720 at x4: M in G, FAB, result in G.</summary>
    [Theory]
    [InlineData(114.23, 5.8, 3.752633984375)]
    [InlineData(90.88, 4.99, 2.209883875)]
    [InlineData(81.88, 5.14, 2.1125359843749996)]
    [InlineData(146.44, 6.07, 5.26910855078125)]
    [InlineData(114.23, 8, 7.139375)]
    public void TheFormula_GivesTheGoldenValues(double macs, double fab, double expected) =>
        Assert.Equal(expected, BitOps.CabmPublishedOf(macs, fab), 1e-12);

    private static List<Cell> Cells() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", "cabm_bitops.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => new Cell(
            cells[0], cells[1], cells[2], cells[3], double.Parse(cells[4], CultureInfo.InvariantCulture), double.Parse(cells[5], CultureInfo.InvariantCulture))),
    ];

    private sealed record Cell(string Scale, string Network, string Method, string Dataset, double BitOps, double Fab);
}
