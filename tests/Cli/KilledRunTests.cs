using System.Diagnostics;
using Research.Framework.Results;

namespace Research.Tests.Cli;

/// <summary>A run that is killed at any moment loses no finished cell, leaves no half-written file, and ends as if nothing had happened.</summary>
[Trait("tier", "recipe")]
public sealed class KilledRunTests : IDisposable
{
    private const string Yaml = """
        name: killed
        title: Killed
        networks: [{ weights: bicubic-net, scale: 2 }, { weights: bicubic-net, scale: 3 }]
        methods: [fp32, minmax, 'minmax[w=4,a=4]']
        calibration: synthetic[calibration,1-2]
        datasets: ['synthetic[test,1-2]', 'synthetic[test,3-4]']
        metrics: ['psnr:y', 'ssim:y-valid']
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("research-killed-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void KilledAFewTimes() => Kill(times: 3, seed: 1);

    [Fact]
    [Trait("soak", "yes")]
    public void KilledManyTimes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RESEARCH_SOAK") == "1", "kills 20 runs; set RESEARCH_SOAK=1 or run 'make soak'");
        Kill(times: 20, seed: 2);
    }

    private void Kill(int times, int seed)
    {
        var file = Path.Combine(_root, "killed.yaml");
        File.WriteAllText(file, Yaml);
        var start = Stopwatch.GetTimestamp();
        Run(file, "whole");
        var whole = Stopwatch.GetElapsedTime(start);

        var random = new Random(seed);
        var finished = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        for (var i = 0; i < times; i++)
        {
            // From the loading of the program to the writing of the results. A new runs folder now and then: else all is soon finished.
            if (i % 3 == 2)
            {
                finished.Clear();
                Directory.Delete(Path.Combine(_root, "runs-killed"), recursive: true);
            }

            using var process = Start(file, "killed");
            process.WaitForExit(whole * (0.2 + (0.8 * random.NextDouble())));
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            AssertWhole(finished);
        }

        Directory.CreateDirectory(Path.Combine(_root, "killed", "local", "killed.new.4194304.tmp")); // As of a kill while the results are written; no process has this id.
        Run(file, "killed");
        AssertWhole(finished);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root, "*.tmp", SearchOption.AllDirectories));
        var (expected, actual) = (Results("whole"), Results("killed"));
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected.Where(entry => entry.Key != ResultFiles.Timings), entry => Assert.True(entry.Value.AsSpan().SequenceEqual(actual[entry.Key]), entry.Key));
    }

    /// <summary>Every cell is whole, and those of before are untouched.</summary>
    private void AssertWhole(Dictionary<string, DateTime> finished)
    {
        var runs = Path.Combine(_root, "runs-killed");
        var cells = Directory.Exists(runs) ? Directory.GetFiles(runs, "*.json", SearchOption.AllDirectories) : [];
        Assert.All(finished, cell => Assert.Equal(cell.Value, File.GetLastWriteTimeUtc(cell.Key)));
        foreach (var cell in cells)
        {
            using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(cell));
            finished[cell] = File.GetLastWriteTimeUtc(cell);
        }
    }

    private SortedDictionary<string, byte[]> Results(string name)
    {
        var folder = new ResultFolders(Path.Combine(_root, name)).Local("killed");
        return new SortedDictionary<string, byte[]>(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes), StringComparer.Ordinal);
    }

    private void Run(string file, string name)
    {
        using var process = Start(file, name);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(string file, string name)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "research.dll"), "run", file, "--results", Path.Combine(_root, name)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RESEARCH_RUNS"] = Path.Combine(_root, $"runs-{name}");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
