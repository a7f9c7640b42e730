using System.CommandLine;
using System.Globalization;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research train FILE</c>: a full-precision network from scratch. Goes on where it was interrupted.</summary>
internal static class TrainCommand
{
    internal static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The training, e.g. experiments/train/edsr-tiny_x2.yaml" };
        var output = new Option<string?>("--output") { Description = "The weights file (else results/local/train/NAME.safetensors); the log is written beside it", HelpName = "FILE.safetensors" };
        var command = new Command("train", "Train a network; goes on where it was interrupted") { file, output, PathOptions.DataRoot };

        // On another thread: only then does an interrupt reach the token.
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var recipe = TrainingFile.Load(parsed.GetRequiredValue(file), context.Catalogs);
                var target = parsed.GetValue(output) ?? Path.Combine("results", "local", "train", $"{recipe.Name}.safetensors");
                return Run(context, recipe, PathOptions.Resolve(parsed), target, cancellation);
            },
            CancellationToken.None));
        return command;
    }

    private static int Run(CliContext context, TrainingRecipe recipe, ResearchPaths paths, string output, CancellationToken cancellation)
    {
        if (Path.GetExtension(output) != ".safetensors")
        {
            throw new ResearchException($"--output: '{output}' must end with '.safetensors'; the log is written beside it, as '.csv'.");
        }

        paths.RequireWritable();
        AtomicFile.Probe(output);
        var report = TrainDisplay.Around(context.Out, recipe, progress =>
        {
            var run = TrainingRun.Prepare(recipe, context.Catalogs, paths, progress, cancellation);
            var leftOut = run.Images.LeftOut.IsEmpty ? string.Empty : $"; {run.Images.LeftOut.Length} smaller than the crop of {recipe.Crop} LR pixels left out";
            context.Out.WriteLine(
                $"{recipe.Name}: {run.Graph.Name} x{recipe.Scale}, {run.Graph.ParameterCount} parameters, {recipe.Steps} steps on {run.Images.Pairs.Length} images of {string.Join(" and ", run.Sets.Select(set => set.Name))}{leftOut}");
            return run.Execute(output, cancellation);
        });
        var (outcome, psnr) = (report.Outcome, LumaPsnr.Y.Info);
        context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name}: {psnr.Id} {report.Validation.Mean(psnr.Id):F3} dB on {report.Validation.Dataset} after {recipe.Steps} steps in {outcome.Seconds:F0} s ({outcome.WaitShare:P1} of it waiting for images)"));
        context.Out.WriteWholeLine($"Weights in {report.Weights}, log in {report.Log}");
        return Application.Success;
    }
}
