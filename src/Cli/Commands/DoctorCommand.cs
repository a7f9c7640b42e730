using System.CommandLine;
using Research.Datasets.Sources;
using Research.Framework.Runtime;
using Spectre.Console;
using TorchSharp;

namespace Research.Cli.Commands;

/// <summary><c>research doctor</c>: what this machine is, which settings are in force, what is found, and what to do about the rest.</summary>
internal static class DoctorCommand
{
    internal static Command Create(CliContext context)
    {
        var command = new Command("doctor", "Check this machine: libtorch, settings, data, weights") { PathOptions.DataRoot, PathOptions.WeightsRoot };
        command.SetAction(parsed => Run(context.For(PathOptions.Resolve(parsed)), PathOptions.Resolve(parsed)));
        return command;
    }

    private static int Run(CliContext context, ResearchPaths paths)
    {
        var console = context.Out;
        Section(console, "Machine");
        Line(console, "libtorch", torch.__version__);
        Line(console, "CUDA", torch.cuda.is_available() ? "available (untested by this project)" : "not available: everything runs on the CPU");
        Line(console, "processor", $"{Processor.Model}, {Processor.PhysicalCores} physical cores");
        Line(console, "threads", $"{torch.get_num_threads()} within an operator");
        Line(console, "vectors", $"{Processor.VectorBits} bits in the C# kernels");

        Section(console, "Settings in force (override by environment)");
        foreach (var setting in RuntimeSettings.All)
        {
            Line(console, setting.Name, $"{setting.Value} ({setting.Origin}): {setting.Meaning}");
        }

        Section(console, "Folders");
        Line(console, "data root", Root(paths.DataRoot));
        Line(console, "weights root", Root(paths.WeightsRoot));
        Line(console, "cache", paths.CacheRoot);
        Line(console, "runs", paths.RunsRoot);

        var (sets, missingSets) = Split(DataSources.Load().Folders, folder => folder.Id, folder => FolderState.Of(folder, paths.DataRoot).IsComplete);
        var (weights, missingWeights) = Split(context.Weights.Entries.Where(entry => entry.File is not null), entry => entry.Id, entry => entry.Find(paths) is not null);
        Section(console, "Found");
        Line(console, "image sets", Names(sets));
        Line(console, "weights", Names(weights));

        Section(console, "Missing");
        Line(console, "image sets", missingSets.Count == 0 ? "none" : $"{Names(missingSets)}. 'research data list' says where each belongs; 'make data' fetches.");
        Line(console, "weights", missingWeights.Count == 0 ? "none" : $"{missingWeights.Count} of the catalog. 'research weights list' says where each belongs; 'make weights' fetches.");
        return Application.Success;
    }

    private static (List<string> Here, List<string> Missing) Split<T>(IEnumerable<T> all, Func<T, string> id, Func<T, bool> isHere)
    {
        var groups = all.ToLookup(item => isHere(item), id);
        return ([.. groups[true]], [.. groups[false]]);
    }

    private static string Names(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Root(string path) => Directory.Exists(path) ? path : $"{path} (not there)";

    private static void Section(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
    }

    private static void Line(IAnsiConsole console, string name, string value) => console.WriteLine($"  {name,-22} {value}");
}
