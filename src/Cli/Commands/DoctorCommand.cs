using System.CommandLine;
using Research.Framework.Data;
using Research.Framework.Runtime;
using Spectre.Console;
using TorchSharp;

namespace Research.Cli.Commands;

/// <summary><c>research doctor</c>: what this machine is, which settings are in force, what is found, and what to do about the rest.</summary>
internal static class DoctorCommand
{
    internal static Command Create(CliContext context)
    {
        var (dataRoot, weightsRoot) = (CommonOptions.DataRoot(), CommonOptions.WeightsRoot());
        var command = new Command("doctor", "Check this machine: libtorch, settings, data, weights") { dataRoot, weightsRoot };
        command.SetAction(parsed => Run(context, parsed.Paths(dataRoot, weightsRoot)));
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

        Section(console, "Data sets");
        foreach (var source in context.Datasets.Sources.OrderBy(source => source.Id, StringComparer.Ordinal))
        {
            Line(console, source.Id, State(context.Datasets, source.Id, paths));
        }

        return Application.Success;
    }

    private static string State(DatasetCatalog datasets, string id, ResearchPaths paths)
    {
        try
        {
            return $"{datasets.Open(id, paths).ImageIds.Count} images";
        }
        catch (ResearchException problem)
        {
            return problem.Message;
        }
    }

    private static string Root(string path) => Directory.Exists(path) ? path : $"{path} (not there)";

    private static void Section(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
    }

    private static void Line(IAnsiConsole console, string name, string value) => console.WriteLine($"  {name,-22} {value}");
}
