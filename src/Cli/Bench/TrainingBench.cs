using System.Globalization;

namespace Research.Cli.Bench;

/// <summary>EDSR-8 x2, a step of training on 8 crops: CADyQ, its 8-bit teacher included, against full precision, in turn.</summary>
internal static class TrainingBench
{
    internal const int Batch = 8;

    private static readonly int[] Crops = [24, 48];

    internal static void Run(TextWriter print, int rounds)
    {
        print.WriteLine();
        print.WriteLine($"Training step of EDSR-8 x2 on {Batch} crops, {rounds} rounds in turn");
        foreach (var crop in Crops)
        {
            using var rivals = new Rivals([.. Names(crop).Select(name => Contestant.StartSelf(name, name, [], ("OMP_NUM_THREADS", "2")))]);
            rivals.Run(rounds, warmUp: 3);
            foreach (var name in Names(crop))
            {
                var ratio = rivals.Median(name)!.Value / rivals.Median(TrainingSteps.FullPrecision(crop))!.Value;
                var target = name == TrainingSteps.Cadyq(crop) ? " (target: at most 4)" : string.Empty;
                print.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {BenchCommand.Milliseconds(rivals.Find(name)!.Samples)}   it / full precision = {ratio:F2}{target}"));
            }
        }
    }

    private static string[] Names(int crop) => [TrainingSteps.FullPrecision(crop), TrainingSteps.Pams(crop), TrainingSteps.Cadyq(crop)];
}
