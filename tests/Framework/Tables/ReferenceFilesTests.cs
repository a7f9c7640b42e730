using System.Globalization;
using Research.Framework.Tables;

namespace Research.Tests.Framework.Tables;

/// <summary>The papers' figures: <c>experiments/PAPER/reference.csv</c>, and <c>reference-*.csv</c> for what has other columns.</summary>
[Trait("tier", "unit")]
public sealed class ReferenceFilesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "reference*.csv", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Papers => ["adabm", "cabm", "cadyq", "cfqp", "dfsq"];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryLine_SaysWhereItComesFrom_AndHowFarItCanBeTrusted(string file)
    {
        var lines = Lines(file);
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.Contains(line["reliability"], ReferenceFile.Reliabilities);
            Assert.NotEmpty(line["source"]);
            Assert.DoesNotMatch(@"(^|[\s""'(])(/|~/|[A-Za-z]:\\)[A-Za-z]", string.Join(' ', line.Values)); // No folder of anybody's machine.
        });
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void EveryFigure_IsPlausible_AndReadAsAReference(string paper)
    {
        var lines = Read(paper);
        Assert.Equal(lines.Count, ReferenceFile.Read(Path.Combine(Folder, paper, "reference.csv")).Values.Sum(table => table.Length));
        Assert.All(lines, line =>
        {
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

    /// <summary>The panel prints 5.94 after calibration; before it, the bars give 7.00 where it prints 6.94.</summary>
    [Fact]
    public void CabmsBitsPerLayer_HaveThePrintedMeans()
    {
        var lines = Lines("cabm/reference-fig5a.csv");
        Assert.Equal(32, lines.Count);
        Assert.Equal(5.94, lines.Average(line => Number(line["bits_after_calibration"])!.Value), 0.005);
        Assert.Equal(6.94, lines.Average(line => Number(line["bits_before_calibration"])!.Value), 0.065);
    }

    /// <summary>A point is the mean of one value of each word. DFSQ has four words of 1, 2^-k, 2^-(k+4) and 0; SQ (ECCV 2022) has two of its own.</summary>
    [Fact]
    public void UniversalSets_HoldTheMeansOfTheirWords()
    {
        var sets = Lines("dfsq/reference-universal-set.csv").ToLookup(line => line["set"], line => Number(line["value"])!.Value);
        Assert.Equal(Means([[1, 0.5, 0.125, 0], [1, 0.25, 0.0625, 0]]), sets["sq-eccv2022"]);
        Assert.Equal(Means([.. Enumerable.Range(1, 4).Select(k => new[] { 1, Math.Pow(2, -k), Math.Pow(2, -k - 4), 0 })]), sets["dfsq"]);
    }

    private static IEnumerable<double> Means(double[][] words) =>
        words.Aggregate((IEnumerable<double>)[0], (sums, word) => sums.SelectMany(sum => word.Select(value => sum + value))).Select(sum => sum / words.Length).Distinct().Order();

    private static List<Dictionary<string, string>> Read(string paper) => Lines($"{paper}/reference.csv");

    private static List<Dictionary<string, string>> Lines(string file)
    {
        var table = CsvTable.Read(Path.Combine(Folder, file));
        return [.. table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
