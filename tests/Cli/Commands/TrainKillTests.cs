using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Research.Framework.Runtime;
using Research.Tests.Framework.Training;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Cli.Commands;

/// <summary>The program killed while it trains (SIGKILL: it cannot tidy up) and started again, ends with the same weights, byte for byte.</summary>
[Trait("tier", "recipe")]
public sealed class TrainKillTests : IDisposable
{
    private const int Steps = 40;
    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void KilledAtRandomMoments_ItEndsWithTheSameBytes()
    {
        var recipe = _files.File("killed.yaml", """
            name: killed_x2
            title: Killed
            network: srresnet
            parameters: { blocks: 1, features: 4 }
            scale: 2
            images: ['synthetic[calibration,1-2]']
            validation: synthetic[test,1-1]
            crop: 8
            batch: 2
            steps: 40
            learning_rate: 1e-3
            schedule: { milestones: [20] }
            licence: MIT
            log_every: 10
            """u8);
        Assert.Equal(0, Wait(Start(recipe, "whole", "whole.safetensors")));

        var random = new Seeds(3).Random("kills");
        var (killed, reached) = (0, 0L);
        for (var i = 0; i < Kills; i++)
        {
            using var process = Start(recipe, "killed", "resumed.safetensors");
            var (target, clock) = (reached + random.Next(3, 11), Stopwatch.StartNew());
            while (!process.HasExited && StepOf("killed") < target && clock.Elapsed < Patience)
            {
                Thread.Sleep(2);
            }

            Thread.Sleep(random.Next(0, 20));
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            process.WaitForExit();
            reached = StepOf("killed");
        }

        Assert.Equal(Kills, killed);
        Assert.InRange(reached, Kills * 3, Steps - 1);
        Assert.False(File.Exists(_files.Path("resumed.safetensors")));
        Assert.Equal(0, Wait(Start(recipe, "killed", "resumed.safetensors")));

        Assert.True(File.ReadAllBytes(_files.Path("whole.safetensors")).AsSpan().SequenceEqual(File.ReadAllBytes(_files.Path("resumed.safetensors"))));
        Assert.Equal(WithoutSeconds(_files.Path("whole.csv")), WithoutSeconds(_files.Path("resumed.csv")));
        var (whole, resumed) = (Folder("whole")!, Folder("killed")!);
        Assert.Equal(WithoutSeconds(Path.Combine(whole, "steps.csv")), WithoutSeconds(Path.Combine(resumed, "steps.csv")));
        Assert.Equal(Steps + 1, File.ReadLines(Path.Combine(resumed, "steps.csv")).Count());
        Assert.Equal(Losses(whole), Losses(resumed));
        Assert.Empty(Directory.GetFiles(resumed, "*.tmp"));
    }

    private static IEnumerable<(long, float)> Losses(string folder) =>
        Directory.GetFiles(Path.Combine(folder, "events")).Order(StringComparer.Ordinal).SelectMany(TensorBoardEvents.Read).Where(scalar => scalar.Tag == "loss").Select(scalar => (scalar.Step, scalar.Value));

    private static IEnumerable<string> WithoutSeconds(string csv) => File.ReadLines(csv).Select(line => line[..line.LastIndexOf(',')]);

    private static int Wait(Process process)
    {
        using (process)
        {
            Assert.True(process.WaitForExit(Patience), "the training has not ended");
            return process.ExitCode;
        }
    }

    private Process Start(string recipe, string runs, string output)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "research.dll"), "train", recipe, "--output", _files.Path(output), "--checkpoint-minutes", "0", "--step-log", "--tensorboard"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["RESEARCH_RUNS"] = _files.Path(runs) },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private string? Folder(string runs) => Directory.Exists(Path.Combine(_files.Path(runs), "train")) ? Directory.GetDirectories(Path.Combine(_files.Path(runs), "train")).SingleOrDefault() : null;

    private long StepOf(string runs)
    {
        var file = Path.Combine(Folder(runs) ?? _files.Path("nowhere"), "checkpoint.json");
        return File.Exists(file) ? long.Parse(JsonNode.Parse(File.ReadAllText(file))!["step"]!.ToString(), CultureInfo.InvariantCulture) : 0;
    }
}
