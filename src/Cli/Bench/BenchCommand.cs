using System.CommandLine;
using System.Globalization;
using Research.Cli.Commands;
using Research.Framework.Runtime;

namespace Research.Cli.Bench;

/// <summary><c>research bench</c>: speed and memory, as ratios against named rivals measured in turn in the same run.</summary>
internal static class BenchCommand
{
    internal static Command Create(CliContext context)
    {
        var rounds = new Option<int>("--rounds") { Description = "Rounds of every comparison", DefaultValueFactory = _ => 15, HelpName = "N" }.Within(1, 1000);
        var images = new Option<int>("--images") { Description = "Images of Urban100 to evaluate (of 100)", DefaultValueFactory = _ => 100, HelpName = "N" }.Within(EvaluationBench.ImagesPerTurn, 100);
        var command = new Command("bench", "Measure speed and memory against rivals") { rounds, images, PathOptions.DataRoot, PathOptions.WeightsRoot, WorkerCommand(context) };
        command.SetAction(parsed =>
        {
            var print = context.Out.Profile.Out.Writer;
            var paths = PathOptions.Resolve(parsed);
            print.WriteLine($"{Processor.Model}, {Processor.PhysicalCores} cores, 2 threads each; medians with (minimum .. maximum)");
            ForwardBench.Run(print, parsed.GetValue(rounds));
            TrainingBench.Run(print, parsed.GetValue(rounds));
            EvaluationBench.Run(print, paths, parsed.GetValue(images));
            return Application.Success;
        });
        return command;
    }

    /// <summary>One contestant in a process of its own, with its own memory and thread settings.</summary>
    private static Command WorkerCommand(CliContext context)
    {
        var name = new Argument<string>("name");
        var worker = new Command("worker", "One contestant of the bench (used by the bench itself)") { name, PathOptions.DataRoot, PathOptions.WeightsRoot };
        worker.Hidden = true;
        worker.SetAction(parsed =>
        {
            Workers.Run(parsed.GetRequiredValue(name), context, PathOptions.Resolve(parsed));
            return Application.Success;
        });
        return worker;
    }

    internal static string Milliseconds(IReadOnlyList<double> samples) => string.Create(
        CultureInfo.InvariantCulture, $"{Median(samples),7:F1} ms ({samples.Min():F1} .. {samples.Max():F1})");

    internal static double Median(IEnumerable<double> samples) => MathNet.Numerics.Statistics.Statistics.Median(samples);
}
