using System.CommandLine;
using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research plan FILE</c>: what a run would do, and why.</summary>
internal static class PlanCommand
{
    internal static Command Create(CliContext context)
    {
        var command = new Command("plan", "Say which cells of an experiment would be run, and why")
        {
            ExperimentOptions.File, ExperimentOptions.Profile, ExperimentOptions.Rerun, PathOptions.DataRoot, PathOptions.WeightsRoot,
        };
        foreach (var filter in ExperimentOptions.Filters)
        {
            command.Add(filter);
        }

        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            var here = context.For(paths);
            var plan = ExperimentPlan.Make(ExperimentOptions.Load(parsed, here.Catalogs), parsed.GetValue(ExperimentOptions.Profile), here.Catalogs, paths);
            Print(here, plan, paths, parsed.GetValue(ExperimentOptions.Rerun));
            return Application.Success;
        });
        return command;
    }

    internal static void Print(CliContext context, ExperimentPlan plan, ResearchPaths paths, bool rerun)
    {
        var cells = ExperimentSurvey.Of(plan, context.Catalogs, paths, rerun).ToList();
        var needs = ExperimentSurvey.Needs(plan, cells, context.Catalogs, paths);
        if (cells.Count > 0)
        {
            TextColumns.Write(
                context.Out,
                [
                    .. needs.Select(need => new[] { need.Cell.Label, "-", $"{(need.Kept ? "finished" : "new")}; needed by {By(need)}" }),
                    .. cells.Select(state => new[] { state.Cell.Quantize.Label, state.Cell.Dataset.Name, state.Reason }),
                ]);
        }

        foreach (var note in plan.Notes)
        {
            context.Out.WriteWholeLine($"note: {note}");
        }

        foreach (var part in plan.Skipped)
        {
            context.Out.WriteWholeLine($"left out: {part.Name} ({part.Reason})");
        }

        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Experiment.Name}: {cells.Count(state => !state.Finished)} of {cells.Count} cells would be run{Before(needs.Count(need => !need.Kept))}"));
    }

    private static string By(NeededState need) => need.By.Count == 1 ? need.By[0] : string.Create(CultureInfo.InvariantCulture, $"{need.By[0]} and {need.By.Count - 1} more");

    private static string Before(int networks) => networks == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", after {networks} network{(networks == 1 ? string.Empty : "s")} that they need");
}
