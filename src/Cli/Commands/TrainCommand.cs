using System.CommandLine;
using System.Globalization;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research train FILE</c>: a full-precision network, from scratch or from other weights. Goes on where it was interrupted.</summary>
internal static class TrainCommand
{
    private const double LongestMinutes = 5;

    internal static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The training, e.g. experiments/train/edsr-tiny_x2.yaml" };
        var output = new Option<string?>("--output") { Description = "The weights file (else results/local/train/NAME.safetensors); the log is written beside it", HelpName = "FILE.safetensors" };
        var steps = new Option<bool>("--step-log") { Description = "Also write every step, as CSV beside the checkpoints" };
        var events = new Option<bool>("--tensorboard") { Description = "Also write every step for TensorBoard, beside the checkpoints" };
        var checkpoints = new Option<double>("--checkpoint-minutes") { Description = "Longest time between checkpoints, at most 5", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("train", "Train a network; goes on where it was interrupted") { file, output, steps, events, checkpoints, PathOptions.DataRoot, PathOptions.WeightsRoot };

        // On another thread: only then does an interrupt reach the token.
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var minutes = parsed.GetValue(checkpoints);
                if (minutes is not (>= 0 and <= LongestMinutes))
                {
                    throw new ResearchException(string.Create(CultureInfo.InvariantCulture, $"--checkpoint-minutes: expected 0 (after every step) to {LongestMinutes}; given {minutes}."));
                }

                var paths = PathOptions.Resolve(parsed);
                var here = context.For(paths);
                var recipe = TrainingFile.Load(parsed.GetRequiredValue(file), here.Catalogs);
                var target = parsed.GetValue(output) ?? Path.Combine("results", "local", "train", $"{recipe.Name}.safetensors");
                var settings = new TrainingSettings(parsed.GetValue(steps), parsed.GetValue(events)) { CheckpointInterval = TimeSpan.FromMinutes(minutes), Notices = text => context.Out.WriteLine(text) };
                return Run(here, recipe, paths, target, settings, cancellation);
            },
            CancellationToken.None));
        return command;
    }

    private static int Run(CliContext context, TrainingRecipe recipe, ResearchPaths paths, string output, TrainingSettings settings, CancellationToken cancellation)
    {
        if (Path.GetExtension(output) != ".safetensors")
        {
            throw new ResearchException($"--output: '{output}' must end with '.safetensors'; the log is written beside it, as '.csv'.");
        }

        paths.RequireWritable();
        AtomicFile.Probe(output);
        var folder = string.Empty;
        var report = TrainDisplay.Around(context.Out, recipe, progress =>
        {
            var run = TrainingRun.Prepare(recipe, context.Catalogs, paths, progress, cancellation, settings);
            folder = run.Folder;
            var leftOut = run.Images.LeftOut.IsEmpty ? string.Empty : $"; {run.Images.LeftOut.Length} smaller than the crop of {recipe.Crop} LR pixels left out";
            context.Out.WriteLine(
                $"{recipe.Name}: {run.Graph.Name} x{recipe.Scale}, {run.Graph.ParameterCount} parameters, {recipe.Steps} steps on {run.Images.Pairs.Length} images of {string.Join(" and ", run.Sets.Select(set => set.Name))}{leftOut}");
            return run.Execute(output, cancellation);
        });
        var (outcome, psnr) = (report.Outcome, LumaPsnr.Y.Info);
        var resumed = outcome.ResumedAt == 0 ? string.Empty : $", gone on after step {outcome.ResumedAt}";
        context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name}: {psnr.Id} {report.Validation.Mean(psnr.Id):F3} dB on {report.Validation.Dataset} after {recipe.Steps} steps in {outcome.Seconds:F0} s ({outcome.WaitShare:P1} of it waiting for images{resumed})"));
        context.Out.WriteWholeLine($"Weights in {report.Weights}, log in {report.Log}");
        if (settings.StepTable || settings.Events)
        {
            context.Out.WriteWholeLine($"Every step in {folder}{(settings.Events ? ": tensorboard --logdir " + folder : string.Empty)}");
        }

        return Application.Success;
    }
}
