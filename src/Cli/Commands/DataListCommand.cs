using System.CommandLine;
using Research.Datasets.Sources;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary><c>research data list</c>: every known folder of images, with what is there or how to get it.</summary>
internal static class DataListCommand
{
    internal static Command Create(CliContext context, DataSources sources)
    {
        var command = new Command("list", "Say which image sets are there and how to get the others");
        command.SetAction(parsed =>
        {
            var root = PathOptions.Resolve(parsed).DataRoot;
            context.Out.WriteWholeLine($"Data root: {root}");
            TextColumns.Write(context.Out, [.. sources.Folders.Select(folder => Row(folder, root))]);
            return Application.Success;
        });
        return command;
    }

    private static string[] Row(DataFolder folder, string root)
    {
        try
        {
            var state = FolderState.Of(folder, root);
            var path = Path.GetRelativePath(root, state.Path).Replace('\\', '/');
            return state.IsComplete
                ? [folder.Id, $"{state.Expected} images", path]
                : [folder.Id, state.IsMissing ? "missing" : $"{state.Files.Count} of {state.Expected}", path, HowToGet(folder)];
        }
        catch (ResearchException exception)
        {
            return [folder.Id, "unclear", folder.Path, exception.Message];
        }
    }

    private static string HowToGet(DataFolder folder)
    {
        var package = folder.Obtain.FirstOrDefault(package => package.IsDirect);
        return package is null
            ? $"by hand: {folder.Obtain[0].Address}"
            : $"research data download {folder.Id}{(package.Size is null ? "" : $"  ({package.Size})")}";
    }
}
