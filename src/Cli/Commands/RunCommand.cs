using System.CommandLine;
using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research run FILE</c>: from a YAML file to tables and figures.</summary>
internal static class RunCommand
{
    private const int DifferencesShown = 10;
    private const int PartsShown = 5;

    internal static Command Create(CliContext context)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say which cells would be run, and why" };
        var failFast = new Option<bool>("--fail-fast") { Description = "Begin nothing new after a failure" };
        var jobs = new Option<int>("--jobs") { Description = "Cells at a time; they share the cores", DefaultValueFactory = _ => 1, HelpName = "N" }.Within(1, 256);
        var command = new Command("run", "Run an experiment")
        {
            ExperimentOptions.File, ExperimentOptions.Profile, dryRun, ExperimentOptions.Rerun, failFast, jobs, ResultOptions.Results, PathOptions.DataRoot, PathOptions.WeightsRoot,
        };
        foreach (var filter in ExperimentOptions.Filters)
        {
            command.Add(filter);
        }

        // On another thread: only then does an interrupt reach the token.
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var settings = new RunSettings(parsed.GetValue(ExperimentOptions.Rerun), parsed.GetValue(failFast), parsed.GetValue(jobs));
                return Run(context.For(PathOptions.Resolve(parsed)), parsed, settings, parsed.GetValue(dryRun), cancellation);
            },
            CancellationToken.None));
        return command;
    }

    private static int Run(CliContext context, ParseResult parsed, RunSettings settings, bool dryRun, CancellationToken cancellation)
    {
        var (paths, folders) = (PathOptions.Resolve(parsed), ResultOptions.Folders(parsed));
        var experiment = ExperimentOptions.Load(parsed, context.Catalogs);
        paths.RequireWritable();
        var plan = ExperimentPlan.Make(experiment, parsed.GetValue(ExperimentOptions.Profile), context.Catalogs, paths);
        if (dryRun)
        {
            PlanCommand.Print(context, plan, paths, settings.Rerun);
            return Application.Success;
        }

        if (plan.Cells.IsEmpty)
        {
            context.Out.WriteLine(NothingToRun(plan));
            return Application.Success;
        }

        AtomicFile.Probe(Path.Combine(folders.Local(experiment.Name), ResultFiles.Rows));
        var whole = ExperimentOptions.Whole(parsed, context.Catalogs) is { } all ? ExperimentPlan.Make(all, plan.Profile, context.Catalogs, paths) : null;
        var result = RunDisplay.Around(context.Out, display =>
        {
            var runner = new ExperimentRunner(context.Catalogs, paths, display);
            var ran = runner.Run(plan, settings, cancellation);

            // After a stop, too, the table says what is missing.
            return whole is not null ? runner.Complete(whole, ran) : settings.FailFast && !ran.Failures.IsEmpty ? runner.Complete(plan, ran) : ran;
        });
        if (result.Rows.IsEmpty)
        {
            var local = folders.Local(experiment.Name);
            var stays = File.Exists(Path.Combine(local, ResultFiles.Rows)) ? $"; the earlier result in '{local}' stays" : string.Empty;
            context.Error.WriteLine($"No cell gave a figure, so nothing was written{stays}.");
            if (stays.Length == 0 && Directory.Exists(local) && !Directory.EnumerateFileSystemEntries(local).Any())
            {
                Directory.Delete(local);
            }

            return Application.SomeFailed;
        }

        var file = Path.GetFullPath(parsed.GetRequiredValue(ExperimentOptions.File));
        var files = ResultFiles.Render(result, context.Catalogs, new RunOrigin($"research run {ExperimentOptions.Describe(parsed)}", GitState.Of(Path.GetDirectoryName(file)!)));
        cancellation.ThrowIfCancellationRequested();
        folders.WriteLocal(experiment.Name, files);
        Report(context, experiment.Name, files, folders);
        return result.Failures.IsEmpty ? Application.Success : Application.SomeFailed;
    }

    private static string NothingToRun(ExperimentPlan plan)
    {
        var reasons = plan.Skipped.GroupBy(part => part.Reason, StringComparer.Ordinal).Select(group =>
        {
            var names = group.Select(part => part.Name).ToList();
            var more = names.Count > PartsShown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - PartsShown} more") : string.Empty;
            return $"{group.Key} ({string.Join(", ", names.Take(PartsShown))}{more})";
        });
        var help = plan.Skipped.All(part => part.Intended) ? string.Empty : " 'research plan' names them all, 'research doctor' says where they are looked for.";
        return $"{plan.Experiment.Name}: nothing to run here, because {string.Join(", and ", reasons)}.{help}";
    }

    private static void Report(CliContext context, string experiment, ResultFiles files, ResultFolders folders)
    {
        var local = folders.Local(experiment);
        context.Out.WriteLine($"Results in {Path.GetRelativePath(Environment.CurrentDirectory, local)}: {string.Join(", ", files.Names)}");
        if (files.FigureProblem is { } problem)
        {
            context.Out.WriteLine($"No figures: {problem}");
        }

        var published = Path.Combine(folders.Published(experiment), ResultFiles.Rows);
        if (!File.Exists(published))
        {
            context.Out.WriteLine("There is no published result to compare with.");
            return;
        }

        var comparison = ResultComparison.Of(Path.Combine(local, ResultFiles.Rows), published);
        var others = (comparison.NotPublished > 0 ? $"; {comparison.NotPublished} rows are not published" : string.Empty)
            + (comparison.NotRun > 0 ? $"; {comparison.NotRun} published rows were not run here" : string.Empty);
        context.Out.WriteLine(comparison.Compared == 0 ? $"No row is in common with the published ones{others}."
            : comparison.Differences.Count == 0 ? $"All {comparison.Compared} rows in common agree with the published ones to 4 decimals{others}."
            : $"{comparison.Differences.Count} of {comparison.Compared} rows in common differ from the published ones{others} (published -> here):");
        foreach (var difference in comparison.Differences.Take(DifferencesShown))
        {
            context.Out.WriteLine($"  {difference}");
        }

        if (comparison.Differences.Count > DifferencesShown)
        {
            context.Out.WriteLine($"  and {comparison.Differences.Count - DifferencesShown} more");
        }
    }
}
