using System.CommandLine;
using Research.Datasets.Sources;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary><c>research data verify</c>: reads every image of the sets that are there.</summary>
internal static class DataVerifyCommand
{
    private const int ProblemsShown = 10;

    public static Command Create(DataSources sources)
    {
        var sets = new Argument<string[]>("SET") { Description = "Sets to verify; all if none is named", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("verify", "Count and read the images, compare LR and HR sizes") { sets };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Verify(sources, parsed.GetValue(sets)!, PathOptions.Resolve(parsed).DataRoot, parsed.InvocationConfiguration.Output, cancellation),
            cancellation));
        return command;
    }

    private static int Verify(DataSources sources, string[] names, string root, TextWriter output, CancellationToken cancellation)
    {
        var verifier = new FolderVerifier(sources, root);
        var folders = DataCommand.Select(sources, names);
        var width = folders.Max(folder => folder.Id.Length);
        var allWell = true;
        foreach (var folder in folders)
        {
            var (state, problems) = Look(verifier, folder, cancellation);
            output.WriteLine($"{folder.Id.PadRight(width)}  {state}");
            foreach (var problem in problems.Take(ProblemsShown))
            {
                output.WriteLine($"    {problem}");
            }

            if (problems.Count > ProblemsShown)
            {
                output.WriteLine($"    and {problems.Count - ProblemsShown} more");
            }

            allWell &= problems.Count == 0 && (names.Length == 0 || !state.StartsWith("missing", StringComparison.Ordinal));
        }

        return allWell ? 0 : 1;
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
