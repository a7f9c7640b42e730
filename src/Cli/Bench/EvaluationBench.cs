using System.Globalization;
using Research.Framework.Runtime;

namespace Research.Cli.Bench;

/// <summary>What the evaluation costs beside its forward passes, and how much memory it takes.</summary>
internal static class EvaluationBench
{
    internal const int ImagesPerTurn = 10;

    internal static void Run(TextWriter print, ResearchPaths paths, int images)
    {
        print.WriteLine();
        print.WriteLine($"Evaluation of EDSR-8 x2 (PSNR and SSIM), Urban100, LR cached, {images} images");
        if (!Directory.Exists(Path.Combine(paths.DataRoot, "benchmark", "Urban100", "HR")))
        {
            print.WriteLine("  skipped: Urban100 is not in the data root");
        }
        else
        {
            Evaluate(print, paths, images / ImagesPerTurn);
        }

        print.WriteLine();
        print.WriteLine("EDSR-8 x2, 3840x2160 output, tiles[96,90]");
        using var tiles = Contestant.StartSelf("tiles", "tiles-4k", [], ("OMP_NUM_THREADS", "2"))!;
        var milliseconds = tiles.Repeat();
        print.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {milliseconds / 1000:F1} s; peak memory {tiles.PeakMebibytes():F0} MiB (target: under 2000)"));
    }

    private static void Evaluate(TextWriter print, ResearchPaths paths, int turns)
    {
        using var worker = Contestant.StartSelf("evaluate", "evaluate", ["--data-root", paths.DataRoot, "--weights-root", paths.WeightsRoot], ("OMP_NUM_THREADS", "2"))!;
        var (evaluations, forwards) = (new List<double>(), new List<double>());
        worker.Repeat();
        worker.Repeat();
        for (var turn = 0; turn < turns; turn++)
        {
            evaluations.Add(worker.Repeat());
            forwards.Add(worker.Repeat());
        }

        var ratios = evaluations.Zip(forwards, (evaluation, forward) => evaluation / forward).ToList();
        print.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  whole evaluation {evaluations.Sum() / 1000:F1} s, forward passes alone {forwards.Sum() / 1000:F1} s, ratio {evaluations.Sum() / forwards.Sum():F3}, per turn {BenchCommand.Median(ratios):F3} ({ratios.Min():F3} .. {ratios.Max():F3}) (target: at most 1.12)"));
        print.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  peak memory {worker.PeakMebibytes():F0} MiB (target: under 2500)"));
    }
}
