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
        if (cells.Count > 0)
        {
            TextColumns.Write(context.Out, [.. cells.Select(state => new[] { state.Cell.Quantize.Label, state.Cell.Dataset.Name, state.Reason })]);
        }

        foreach (var part in plan.Skipped)
        {
            context.Out.WriteWholeLine($"left out: {part.Name} ({part.Reason})");
        }

        context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Experiment.Name}: {cells.Count(state => !state.Finished)} of {cells.Count} cells would be run"));
    }
}
