using System.Globalization;
using Research.Framework.Training;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>How a training gets on: a bar with the loss on a terminal, else the lines of the log.</summary>
internal sealed class TrainDisplay(IAnsiConsole console, TrainingRecipe recipe, ProgressTask? bar) : IProgress<TrainingProgress>
{
    internal static TrainingReport Around(IAnsiConsole console, TrainingRecipe recipe, Func<IProgress<TrainingProgress>, TrainingReport> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return run(new TrainDisplay(console, recipe, null));
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(live => run(new TrainDisplay(console, recipe, live.AddTask(Markup.Escape(recipe.Name), maxValue: recipe.Steps))));
    }

    public void Report(TrainingProgress value)
    {
        if (bar is not null)
        {
            bar.Value = value.Step;
        }

        if (value.News is not { } text)
        {
            return;
        }

        if (bar is not null)
        {
            bar.Description = Markup.Escape($"{recipe.Name}: {text}");
        }
        else
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {value.Step} of {value.Steps}: {text}"));
        }
    }
}
