using System.CommandLine;
using Research.Datasets.Sources;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research data verify</c>: reads every image of the sets that are there.</summary>
internal static class DataVerifyCommand
{
    private const int ProblemsShown = 10;

    internal static Command Create(CliContext context, DataSources sources)
    {
        var sets = new Argument<string[]>("SET") { Description = "Sets to verify; all if none is named", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("verify", "Count and read the images, compare LR and HR sizes") { sets };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Verify(context.Out, sources, parsed.GetValue(sets)!, PathOptions.Resolve(parsed).DataRoot, cancellation),
            cancellation));
        return command;
    }

    private static int Verify(IAnsiConsole console, DataSources sources, string[] names, string root, CancellationToken cancellation)
    {
        var verifier = new FolderVerifier(sources, root);
        var folders = DataCommand.Select(sources, names);
        var width = folders.Max(folder => folder.Id.Length);
        var allWell = true;
        foreach (var folder in folders)
        {
            var (state, problems) = Look(verifier, folder, cancellation);
            console.WriteWholeLine($"{folder.Id.PadRight(width)}  {state}");
            foreach (var problem in problems.Take(ProblemsShown))
            {
                console.WriteWholeLine($"    {problem}");
            }

            if (problems.Count > ProblemsShown)
            {
                console.WriteWholeLine($"    and {problems.Count - ProblemsShown} more");
            }

            allWell &= problems.Count == 0 && (names.Length == 0 || !state.StartsWith("missing", StringComparison.Ordinal));
        }

        return allWell ? Application.Success : Application.SomeFailed;
    }

    private static (string State, IReadOnlyList<string> Problems) Look(FolderVerifier verifier, DataFolder folder, CancellationToken cancellation)
    {
        try
        {
            var report = verifier.Verify(folder, cancellation);
            var state = report.State.IsMissing ? $"missing   put its {folder.Images} images into {report.State.Path}"
                : report.Problems.Count > 0 ? $"problems  {report.State.Path}"
                : $"ok        {report.State.Expected} images in {report.State.Path}";
            return (state, report.Problems);
        }
        catch (ResearchException exception)
        {
            return ($"problems  {folder.Path}", [exception.Message]);
        }
    }
}
