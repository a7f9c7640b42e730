using System.Globalization;
using Research.Framework.Tables;

namespace Research.Tests.Framework.Tables;

/// <summary>The papers' figures: <c>experiments/PAPER/reference.csv</c>.</summary>
[Trait("tier", "unit")]
public sealed class ReferenceFilesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments");

    public static TheoryData<string> Papers => ["adabm", "cabm", "cadyq", "cfqp", "dfsq"];

    [Theory]
    [MemberData(nameof(Papers))]
    public void EveryFigure_SaysWhereItComesFrom_AndIsPlausible(string paper)
    {
        var lines = Read(paper);
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.Contains(line["reliability"], new[] { "paper", "script", "second-hand", "third-hand", "digitized", "measured", "derived" });
            Assert.NotEmpty(line["source"]);
            Assert.Contains(line["scale"], new[] { "2", "3", "4" });
            Assert.InRange(Number(line["psnr"]) ?? 30, 15, 45);
            Assert.InRange(Number(line["ssim"]) ?? 0.9, 0.4, 1);
            Assert.InRange(Number(line["fab"]) ?? 8, 2, 32);
            Assert.True(line["psnr"].Length + line["psnr_drop"].Length > 0);
        });
    }

    /// <summary>The drop of every quantized row can be taken against its own full-precision row.</summary>
    [Theory]
    [InlineData("table2")]
    [InlineData("table3")]
    public void CabmsTables_AreComplete_AndHoldTheirFullPrecision(string table)
    {
        var lines = Read("cabm").Where(line => line["table"] == table).ToList();
        Assert.Equal(48, lines.Count); // Four networks, four methods, three data sets.
        Assert.All(lines.GroupBy(line => (line["network"], line["dataset"])), group =>
            Assert.Equal(["cabm", "cadyq", "fp32", "pams"], group.Select(line => line["method"]).Order(StringComparer.Ordinal)));
    }

    private static List<Dictionary<string, string>> Read(string paper)
    {
        var table = CsvTable.Read(Path.Combine(Folder, paper, "reference.csv"));
        Assert.Equal("table,network,scale,method,w_bits,a_bits,dataset,fab,bitops_g,psnr,ssim,psnr_drop,convention,reliability,source,note", string.Join(',', table.Columns));
        return [.. table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
