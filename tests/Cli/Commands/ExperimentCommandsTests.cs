using System.Globalization;
using Research.Cli;
using Research.Framework.Results;

namespace Research.Tests.Cli.Commands;

/// <summary><c>run</c>, <c>publish</c> and <c>validate</c> with their exit codes, on computed images.</summary>
[Trait("tier", "recipe")]
public sealed class ExperimentCommandsTests : IDisposable
{
    private const string Head = """
        name: tiny
        title: Tiny
        networks: [{ weights: bicubic-net, scale: 2 }]
        calibration: synthetic[calibration,1-1]
        metrics: ['psnr:y']
        figures: [psnr-against-bits]

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("research-cli-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task RunPublishRun_EndsWithIdenticalRows()
    {
        var file = Write("datasets: ['synthetic[test,1-2]']\nmethods: [fp32, minmax]");
        var first = await Research("run", file);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("[2/2] minmax@bicubic-net:x2 on synthetic[test,1-2]: psnr:y ", first.Output, StringComparison.Ordinal);
        Assert.Contains("There is no published result to compare with.", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_root, await File.ReadAllTextAsync(Path.Combine(_root, "local/tiny", ResultFiles.ManifestFile), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains("rows.csv", (await Research("publish", "tiny")).Output, StringComparison.Ordinal);
        Assert.Contains("All 2 rows in common agree with the published ones to 4 decimals.", (await Research("run", file)).Output, StringComparison.Ordinal);
        Assert.Contains("unchanged", (await Research("publish", "tiny")).Output, StringComparison.Ordinal);
    }

    /// <summary>A part adds to the whole: rows, drops against full precision, and what is published stay.</summary>
    [Fact]
    public async Task ARunOfAPart_LosesNoRow()
    {
        var file = Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32, minmax]");
        Assert.Equal(0, (await Research("run", file)).ExitCode);
        Assert.Equal(0, (await Research("publish", "tiny")).ExitCode);
        var before = await Rows();
        Assert.Contains("All 2 rows in common agree", (await Research("run", file, "-m", "minmax", "--rerun")).Output, StringComparison.Ordinal);
        Assert.Equal(before, await Rows());

        File.Delete(file);
        file = Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32, minmax, 'minmax[w=4]']");
        var part = await Research("run", file, "-m", "fp32");
        Assert.Equal(before, await Rows());
        Assert.Contains("Not run yet (1): bicubic-net:x2 on synthetic[test,1-1] (minmax [w=4]).", await File.ReadAllTextAsync(Path.Combine(_root, "local/tiny", ResultFiles.TableMarkdown), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, part.ExitCode);
    }

    [Fact]
    public async Task AStopAfterAFailure_NamesWhatWasNotRun()
    {
        var run = await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32, 'minmax[roles=[tail]]', 'minmax[w=13]']"), "--fail-fast");
        Assert.Equal(1, run.ExitCode);
        var table = await File.ReadAllTextAsync(Path.Combine(_root, "local/tiny", ResultFiles.TableMarkdown), TestContext.Current.CancellationToken);
        Assert.Contains("Not run yet (1): bicubic-net:x2 on synthetic[test,1-1] (minmax [w=13]).", table, StringComparison.Ordinal);
        Assert.Contains("Failed: minmax[roles=[tail]]@bicubic-net:x2: ", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_RendersTheLocalResult_OrThePublishedOne_FromItsFiles()
    {
        Framework.Plots.FigureTests.SkipWithoutFont();
        await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32, minmax]"));
        await Research("publish", "tiny");
        Assert.Contains($"all identical to those there: figures/psnr-against-bits.png", (await Research("report", "tiny")).Output, StringComparison.Ordinal);

        var (local, published) = (Path.Combine(_root, "local/tiny/table.md"), Path.Combine(_root, "tiny/table.md"));
        File.Delete(local);
        File.Delete(published);
        Assert.EndsWith("tiny: rendered anew: table.md", (await Research("report", "tiny")).Output.Trim(), StringComparison.Ordinal);
        Assert.True(File.Exists(local));
        Assert.False(File.Exists(published));
        Assert.Equal(0, (await Research("report", "tiny", "--published")).ExitCode);
        Assert.Equal(await File.ReadAllTextAsync(local, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(published, TestContext.Current.CancellationToken));

        Directory.Delete(Path.Combine(_root, "local"), recursive: true);
        Assert.Contains("all identical", (await Research("report", "tiny")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Research("report", "absent")).ExitCode);
    }

    [Fact]
    public async Task Publish_RefusesToLoseRows_UnlessForced()
    {
        await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32, minmax]"));
        await Research("publish", "tiny");
        await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32]"));
        var refused = await Research("publish", "tiny");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("1 published rows of 'tiny' are not in the local result", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Research("publish", "tiny", "--force")).ExitCode);
    }

    [Fact]
    public async Task ARunWithoutAnyFigure_LeavesTheEarlierResult()
    {
        await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32]"));
        var before = await Rows();
        var failed = await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: ['minmax[roles=[tail]]']"));
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("nothing was written", failed.Output, StringComparison.Ordinal);
        Assert.Equal(before, await Rows());
    }

    private Task<string> Rows() => File.ReadAllTextAsync(Path.Combine(_root, "local/tiny", ResultFiles.Rows), TestContext.Current.CancellationToken);

    [Fact]
    public async Task AFailedCell_GivesExitCode1_AndTheOtherRows()
    {
        var run = await Research("run", Write("datasets: ['synthetic[test,1-1]']\nmethods: ['minmax[roles=[tail]]', fp32]"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("minmax[roles=[tail]]@bicubic-net:x2: FAILED: Network 'bicubic-net", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(_root, "local/tiny", ResultFiles.Rows), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("datasets: [Set6]\nmethods: [fp32]", "tiny.yaml(7,12): There is no data set 'Set6'. Did you mean 'Set5'?")]
    [InlineData("datasets: ['folder[/nowhere]']\nmethods: [fp32]", "/nowhere")]
    public async Task BadInput_GivesExitCode2_AndAMessage(string tail, string message)
    {
        var run = await Research("run", Write(tail));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_root, "local")));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "x.yaml", "--profile", "slow")]
    [InlineData("publish", "absent")]
    public async Task WrongArguments_GiveExitCode2(params string[] arguments) => Assert.Equal(2, (await Research(arguments)).ExitCode);

    [Fact]
    public async Task Validate_NamesEveryFile()
    {
        var (good, bad) = (Write("datasets: [Set5]\nmethods: [fp32]"), Path.Combine(_root, "bad.yaml"));
        await File.WriteAllTextAsync(bad, "name: bad", TestContext.Current.CancellationToken);
        var both = await Research("validate", bad, good);
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("bad.yaml(1,1): the key 'title' is missing", both.Output, StringComparison.Ordinal);
        Assert.Contains("tiny.yaml: valid; 1 cells on 1 data sets", both.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Research("validate", good)).ExitCode);
    }

    [Fact]
    public void WithoutAFont_NumbersAreWritten_AndFiguresNot()
    {
        var file = Write("datasets: ['synthetic[test,1-1]']\nmethods: [fp32]");
        var (exitCode, output, _) = ResearchProgram.Run($"run \"{file}\" --results \"{_root}\"", ("RESEARCH_FONT", "/nowhere/font.ttf"));
        Assert.Equal(0, exitCode);
        Assert.Contains("No figures: The font of the figures, '/nowhere/font.ttf', is missing", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_root, "local/tiny", ResultFiles.TableMarkdown)));
        Assert.False(Directory.Exists(Path.Combine(_root, "local/tiny/figures")));
    }

    private string Write(string tail)
    {
        var path = Path.Combine(_root, "tiny.yaml");
        File.WriteAllText(path, Head + tail);
        return path;
    }

    private async Task<CommandRun> Research(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var context = CliContext.Create() with { Out = CliContext.Terminal(output), Error = CliContext.Terminal(output) };
        string[] results = arguments[0] == "validate" ? [] : ["--results", _root];
        var exitCode = await Application.RunAsync([.. arguments, .. results], context);
        return new CommandRun(exitCode, output.ToString());
    }
}
