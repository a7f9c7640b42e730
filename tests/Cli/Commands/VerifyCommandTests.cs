using System.Globalization;
using Research.Cli;
using Research.Framework.Results;

namespace Research.Tests.Cli.Commands;

/// <summary><c>verify</c>, <c>plan</c> and <c>run --dry-run</c> on computed images.</summary>
[Trait("tier", "recipe")]
public sealed class VerifyCommandTests : IDisposable
{
    private const string Yaml = """
        name: verified
        title: Verified
        networks: [{ weights: bicubic-net, scale: 2 }, { weights: bicubic-net, scale: 3 }]
        methods: [fp32, 'minmax[w=7]']
        calibration: synthetic[calibration,1-1]
        datasets: ['synthetic[test,3-3]']
        metrics: ['psnr:y', 'psnr:idn-y', 'ssim:y-valid']
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("research-verify-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Verify_RunsASample_AndSaysWhatItCouldNot()
    {
        var file = Write(Yaml);
        var before = await Research("plan", file);
        Assert.Equal((0, 4), (before.ExitCode, before.Output.Split('\n').Count(line => line.EndsWith("  new", StringComparison.Ordinal))));
        Assert.Equal(before.Output, (await Research("run", file, "--dry-run", "--results", _root)).Output);
        Assert.Equal(0, (await Research("run", file, "--results", _root)).ExitCode);
        Assert.Contains("verified: 0 of 4 cells would be run", (await Research("plan", file)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Research("verify", file, "--results", _root)).ExitCode); // Nothing is published.
        await Research("publish", "verified", "--results", _root);

        var two = await Research("verify", file, "--results", _root, "--sample", "2");
        Assert.Equal(0, two.ExitCode);
        Assert.Contains("verified: 2 same, 0 different, 0 not checked, 2 not in the sample (tolerance 0.005 dB)", two.Output, StringComparison.Ordinal);

        var rows = Path.Combine(_root, "verified", ResultFiles.Rows);
        var text = await File.ReadAllTextAsync(rows, TestContext.Current.CancellationToken);
        var lines = text.Split('\n');
        lines[1] = Shift(lines[1], 0.004); // Within the tolerance.
        lines[2] = Shift(lines[2], 0.006);
        lines[3] = lines[3].Replace(",fp32,", ",gone,", StringComparison.Ordinal);
        lines[4] = lines[4].Replace(",quick,", ",cpu,", StringComparison.Ordinal);
        await File.WriteAllTextAsync(rows, string.Join('\n', lines), TestContext.Current.CancellationToken);
        var all = await Research("verify", file, "--results", _root);
        Assert.Equal(1, all.ExitCode);
        Assert.Contains("verified: 1 same, 1 different, 2 not checked, 0 not in the sample", all.Output, StringComparison.Ordinal);
        Assert.Contains("different: minmax[w=7]@bicubic-net:x2 on synthetic[test,3-3], seed 1: psnr:y ", all.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: gone@bicubic-net:x3 on synthetic[test,3-3], seed 1: the experiment does not have it", all.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: minmax[w=7]@bicubic-net:x3 on synthetic[test,3-3], seed 1: made with profile cpu", all.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(rows, text.Replace(",quick,", ",cpu,", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var none = await Research("verify", file, "--results", _root);
        Assert.Equal(1, none.ExitCode); // A check of nothing is none.
        Assert.Contains("Nothing was verified.", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFilter_RunsAPart()
    {
        var plan = await Research("plan", Write(Yaml), "-m", "minmax", "-n", "bicubic-net:x3");
        Assert.StartsWith("minmax[w=7]@bicubic-net:x3", plan.Output, StringComparison.Ordinal);
        Assert.Contains(" of 1 cells would be run", plan.Output, StringComparison.Ordinal);
        var wrong = await Research("plan", Write(Yaml), "-d", "Set5");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("No data set of the experiment is called 'Set5'.", wrong.Output, StringComparison.Ordinal);
    }

    private static string Shift(string line, double decibels)
    {
        var cells = line.Split(',').ToList();
        var column = cells.IndexOf("simulated") + 4;
        cells[column] = (double.Parse(cells[column], CultureInfo.InvariantCulture) + decibels).ToString("R", CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    }

    private string Write(string yaml)
    {
        var path = Path.Combine(_root, "verified.yaml");
        File.WriteAllText(path, yaml);
        return path;
    }

    private static async Task<CommandRun> Research(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var context = CliContext.Create() with { Out = CliContext.Terminal(output), Error = CliContext.Terminal(output) };
        var exitCode = await Application.RunAsync(arguments, context);
        return new CommandRun(exitCode, output.ToString());
    }
}
