using System.Diagnostics;
using Research.Datasets.Imaging;
using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Weights;
using Research.Networks.Edsr;

namespace Research.Tests.Cli;

/// <summary>An interrupt in the middle of a forward pass of many seconds: a process that ends while libtorch computes crashes.</summary>
[Trait("tier", "recipe")]
public sealed class InterruptTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("research-interrupt-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task ALongPass_EndsCleanly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends SIGINT with kill");
        Assert.SkipWhen(IgnoresInterrupts(), "started by a shell that ignores SIGINT for what it runs in the background");
        using (var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(32, 64), 2)))
        {
            Safetensors.Write(Path.Combine(_root, "slow.safetensors"), network.state_dict());
        }

        await File.WriteAllTextAsync(
            Path.Combine(_root, "catalog.yaml"),
            "weights: [{ id: slow_x2, network: edsr, parameters: { blocks: 32, features: 64 }, scales: [2], file: slow.safetensors, sources: [], licence: mine, pixel_range: 255 }]",
            TestContext.Current.CancellationToken);
        ImageFile.Write(Path.Combine(_root, "images", "HR", "large.png"), new RgbImage(2400, 2000));

        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "research.dll"), "eval", "--weights", "slow_x2", "--data", $"folder[{_root}/images]", "--weights-root", _root })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, "the pass was too short to be interrupted");
        Process.Start("kill", ["-INT", $"{process.Id}"]).Dispose();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "still running two minutes after the interrupt");
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Cancelled", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Children inherit it, and .NET respects it.</summary>
    private static bool IgnoresInterrupts()
    {
        const int Interrupt = 2;
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (Convert.ToUInt64(mask, 16) & (1UL << (Interrupt - 1))) != 0;
    }
}
