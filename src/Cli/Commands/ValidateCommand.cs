using System.CommandLine;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research validate FILE...</c>: everything that is wrong with experiments, without running them.</summary>
internal static class ValidateCommand
{
    internal static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = "Experiments", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check experiments") { files, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var here = context.For(PathOptions.Resolve(parsed));
            var checks = parsed.GetRequiredValue(files).Select(file => IsValid(here, file)).ToList();
            return checks.TrueForAll(valid => valid) ? Application.Success : Application.BadInput;
        });
        return command;
    }

    private static string Size(Experiment experiment) =>
        $"{experiment.Networks.Length * experiment.Methods.Length * experiment.Seeds.Length} cells on {experiment.Datasets.Length} data sets";

    private static bool IsValid(CliContext context, string file)
    {
        try
        {
            var experiments = Enum.GetValues<Budget>().Select(profile => (Profile: profile, Experiment: ExperimentFile.Load(file, context.Catalogs, profile))).ToList();
            foreach (var same in experiments.GroupBy(entry => Size(entry.Experiment)))
            {
                context.Out.WriteLine($"{file}: valid; {same.Key}{(same.Count() == experiments.Count ? string.Empty : $" (profile {string.Join(", ", same.Select(entry => entry.Profile.Name()))})")}");
            }

            return true;
        }
        catch (ResearchException problem)
        {
            context.Error.WriteLine(problem.Message);
            return false;
        }
    }
}
