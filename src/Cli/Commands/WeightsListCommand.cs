using System.CommandLine;
using Research.Framework.Downloads;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Cli.Commands;

/// <summary><c>research weights list</c>: every trained network of the catalog, with its file or how to get it.</summary>
internal static class WeightsListCommand
{
    internal static Command Create(CliContext context)
    {
        var command = new Command("list", "Say which trained networks are there and how to get the others");
        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            context.Out.WriteWholeLine($"Weights root: {paths.WeightsRoot}");
            TextColumns.Write(context.Out, [.. WeightsCommand.Select(context.For(paths).Weights, []).Select(entry => Row(entry, paths))]);
            return Application.Success;
        });
        return command;
    }

    private static string[] Row(WeightsEntry entry, ResearchPaths paths) =>
        entry.Find(paths) is { } location
            ? [entry.Id, "there", Path.GetFileName(location.Path)]
            : [entry.Id, "missing", HowToGet(entry)];

    private static string HowToGet(WeightsEntry entry)
    {
        if (WeightsFetcher.IsDirect(entry))
        {
            var size = entry.Sources.First(source => source.IsLoadable).Bytes;
            return $"research weights download {entry.Id}{(size is null ? "" : $"  ({ByteSize.Text(size.Value)})")}";
        }

        return entry.Sources.FirstOrDefault(source => source.IsLoadable) is { } byHand
            ? $"by hand: {byHand.File} from {byHand.Address}"
            : $"convert it yourself: {entry.File} from {(entry.Sources.Count > 0 ? entry.Sources[0].Address : "your own training")}";
    }
}
