using System.CommandLine;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research validate FILE...</c>: everything that is wrong with experiments, trainings and their data, as far as they are at hand, without running them.</summary>
internal static class ValidateCommand
{
    internal static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = "Experiments and trainings", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check experiments and trainings") { files, PathOptions.DataRoot, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            var here = context.For(paths);
            var checks = parsed.GetRequiredValue(files).Select(file => TrainingFile.IsTraining(file) ? IsValidTraining(here, file) : IsValid(here, file, paths)).ToList();
            return checks.TrueForAll(valid => valid) ? Application.Success : Application.BadInput;
        });
        return command;
    }

    private static string Size(Experiment experiment)
    {
        var excepted = experiment.Networks.Where(network => !network.Except.IsEmpty).Select(network => $"{network.Label} not on {string.Join(", ", network.Except)}").ToList();
        return $"{experiment.Networks.Length * experiment.Methods.Length * experiment.Seeds.Length} cells on {experiment.Datasets.Length} data sets{(excepted.Count == 0 ? string.Empty : $", {string.Join("; ", excepted)}")}";
    }

    private static bool IsValidTraining(CliContext context, string file)
    {
        try
        {
            var recipe = TrainingFile.Load(file, context.Catalogs);
            context.Out.WriteLine($"{file}: valid; trains {recipe.Network} x{recipe.Scale} for {recipe.Steps} steps");
            return true;
        }
        catch (ResearchException problem)
        {
            context.Error.WriteLine(problem.Message);
            return false;
        }
    }

    private static bool IsValid(CliContext context, string file, ResearchPaths paths)
    {
        var (experiments, problems) = (new List<(Budget Profile, Experiment Experiment)>(), new List<string>());
        foreach (var profile in Enum.GetValues<Budget>())
        {
            try
            {
                experiments.Add((profile, ExperimentFile.Load(file, context.Catalogs, profile, paths)));
            }
            catch (ResearchException problem)
            {
                problems.AddRange(problem.Message.Split('\n'));
            }
        }

        foreach (var problem in problems.Distinct())
        {
            context.Error.WriteLine(problem);
        }

        if (problems.Count > 0)
        {
            return false;
        }

        foreach (var same in experiments.GroupBy(entry => Size(entry.Experiment)))
        {
            context.Out.WriteLine($"{file}: valid; {same.Key}{(same.Count() == experiments.Count ? string.Empty : $" (profile {string.Join(", ", same.Select(entry => entry.Profile.Name()))})")}");
        }

        foreach (var note in experiments.SelectMany(entry => Notes(entry.Experiment, context, paths)).Distinct())
        {
            context.Out.WriteWholeLine($"note: {note}");
        }

        return true;
    }

    private static IEnumerable<string> Notes(Experiment experiment, CliContext context, ResearchPaths paths) =>
        experiment.Datasets.Concat(experiment.Seen)
            .SelectMany(choice => OpenedDataset.AtHand(choice, context.Catalogs, paths)?.Images.Notes ?? []);
}
