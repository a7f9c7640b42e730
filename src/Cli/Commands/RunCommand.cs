using System.CommandLine;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research run FILE</c>: from a YAML file to tables and figures.</summary>
internal static class RunCommand
{
    private const int DifferencesShown = 10;

    internal static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The experiment, e.g. experiments/quickstart.yaml" };
        var profile = new Option<Budget>("--profile")
        {
            Description = "quick (minutes on two cores), cpu (hours) or paper (the papers' schedules)",
            DefaultValueFactory = _ => Budget.Quick,
            HelpName = "quick|cpu|paper",
        };
        var command = new Command("run", "Run an experiment") { file, profile, ResultOptions.Results, PathOptions.DataRoot, PathOptions.WeightsRoot };

        // On another thread: only then does an interrupt reach the token.
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(context.For(PathOptions.Resolve(parsed)), parsed.GetRequiredValue(file), parsed.GetValue(profile), PathOptions.Resolve(parsed), ResultOptions.Folders(parsed), cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(CliContext context, string file, Budget profile, ResearchPaths paths, ResultFolders folders, CancellationToken cancellation)
    {
        var experiment = ExperimentFile.Load(file, context.Catalogs);
        var plan = ExperimentPlan.Make(experiment, profile, context.Catalogs, paths);
        if (plan.Cells.IsEmpty)
        {
            var reasons = plan.Skipped.GroupBy(part => part.Reason, StringComparer.Ordinal).Select(group => $"{group.Key} ({string.Join(", ", group.Select(part => part.Name))})");
            context.Out.WriteLine($"{experiment.Name}: nothing to run here, because {string.Join(", and ", reasons)}. 'research doctor' says where they are looked for.");
            return Application.Success;
        }

        var result = RunDisplay.Around(context.Out, display => new ExperimentRunner(context.Catalogs, paths, display).Run(plan, cancellation));
        var origin = new RunOrigin($"research run {Portable(file)} --profile {profile.Name()}", GitState.Of(Path.GetDirectoryName(Path.GetFullPath(file))!));
        var files = ResultFiles.Render(result, context.Catalogs, origin);
        cancellation.ThrowIfCancellationRequested();
        folders.WriteLocal(experiment.Name, files);
        Report(context, experiment.Name, files, folders);
        return result.Failures.IsEmpty ? Application.Success : Application.SomeFailed;
    }

    private static void Report(CliContext context, string experiment, ResultFiles files, ResultFolders folders)
    {
        var local = folders.Local(experiment);
        context.Out.WriteLine($"Results in {Path.GetRelativePath(Environment.CurrentDirectory, local)}: {string.Join(", ", files.Files.Keys)}");
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
        context.Out.WriteLine(comparison.Differences.Count == 0
            ? $"All {comparison.Compared} rows in common are identical to the published ones{others}."
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

    /// <summary>The file as somebody else would name it.</summary>
    private static string Portable(string file)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(file) : relative;
    }
}
