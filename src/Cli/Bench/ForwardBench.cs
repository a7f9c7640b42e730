using System.Globalization;

namespace Research.Cli.Bench;

/// <summary>EDSR-8 x2 on 256x192 LR pixels, 2 threads: ours against plain TorchSharp and Python's torch, in turn.</summary>
internal static class ForwardBench
{
    internal const int Width = 256;
    internal const int Height = 192;
    private const double GigaFlops = 2.0 * 782_784 * Width * Height / 1e9;
    private const string Quantized = "ours, simulating W8A8";
    private const string Python = "/usr/bin/python3";

    private static readonly (string, string)[] TwoThreads = [("OMP_NUM_THREADS", "2")];

    private static readonly (string, string)[] MemorySettings =
    [
        ("OMP_NUM_THREADS", "2"), ("OMP_WAIT_POLICY", "passive"),
        ("MALLOC_MMAP_MAX_", "0"), ("MALLOC_TRIM_THRESHOLD_", "2147483647"), ("MALLOC_TOP_PAD_", "67108864"),
    ];

    internal static void Run(TextWriter print, int rounds)
    {
        print.WriteLine();
        print.WriteLine($"EDSR-8 x2, {Width}x{Height}, {rounds} rounds in turn");
        using var rivals = new Rivals(
            Contestant.StartSelf("ours", "forward", [], TwoThreads),
            Contestant.StartSelf(Quantized, "quantized-forward", [], TwoThreads),
            Contestant.StartSelf("plain TorchSharp", "plain-forward", [], [.. TwoThreads, ("RESEARCH_TUNING", "off")]),
            Contestant.Start("Python at its defaults", Python, ["-c", RivalScript()], TwoThreads),
            Contestant.Start("Python, our memory settings", Python, ["-c", RivalScript()], MemorySettings));
        rivals.Run(rounds, warmUp: 3);

        var ours = rivals.Median("ours")!.Value;
        print.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Quantized,-28} {BenchCommand.Milliseconds(rivals.Find(Quantized)!.Samples)}   it / ours = {rivals.Median(Quantized) / ours:F2} (target: at most 1.15)"));
        Compare(print, rivals, "plain TorchSharp", ours, target: null);
        Compare(print, rivals, "Python at its defaults", ours, 0.65);
        Compare(print, rivals, "Python, our memory settings", ours, 0.95);

        var peak = FmaPeak.MeasureGigaFlops(threads: 2);
        print.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ours: {GigaFlops / ours * 1000:F0} GFLOP/s, {GigaFlops / ours * 1000 / peak:P0} of the FMA peak of {peak:F0} GFLOP/s measured now"));
    }

    private static void Compare(TextWriter print, Rivals rivals, string name, double ours, double? target)
    {
        if (rivals.Find(name) is not { } rival)
        {
            print.WriteLine($"  {name,-28} skipped: it is not installed (Debian: apt-get install python3-torch)");
            return;
        }

        var ratio = ours / rivals.Median(name)!.Value;
        var verdict = target is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" (target: at most {target:F2})");
        print.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {BenchCommand.Milliseconds(rival.Samples)}   ours / it = {ratio:F2}{verdict}"));
    }

    private static string RivalScript()
    {
        using var stream = typeof(ForwardBench).Assembly.GetManifestResourceStream("bench/edsr.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
