using System.CommandLine;
using Research.Framework.Downloads;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Cli.Commands;

/// <summary><c>research weights verify</c>: compares hashes and loads every file into its network, strictly, for every scale.</summary>
/// <remarks>Whether a network also reaches its anchor is what <c>research eval --weights all --data Set5</c> tells.</remarks>
internal static class WeightsVerifyCommand
{
    internal static Command Create(CliContext context)
    {
        var ids = WeightsCommand.Ids("Weights to verify; all that are there if none is named");
        var command = new Command("verify", "Compare hashes and fit every file to its network") { ids };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Verify(context, parsed.GetValue(ids)!, PathOptions.Resolve(parsed), cancellation),
            cancellation));
        return command;
    }

    private static int Verify(CliContext context, string[] ids, ResearchPaths paths, CancellationToken cancellation)
    {
        var entries = WeightsCommand.Select(context.For(paths).Weights, ids);
        var width = entries.Max(entry => entry.Id.Length);
        var loader = new NetworkLoader(context.Networks, paths);
        var pins = ChecksumManifest.Load(paths.WeightsRoot);
        var allWell = true;
        foreach (var entry in entries.Where(entry => ids.Length > 0 || entry.Find(paths) is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            var problem = Problem(loader, pins, entry, paths);
            context.Out.WriteWholeLine($"{entry.Id.PadRight(width)}  {problem ?? "ok"}");
            allWell &= problem is null;
        }

        return allWell ? Application.Success : Application.SomeFailed;
    }

    private static string? Problem(NetworkLoader loader, ChecksumManifest pins, WeightsEntry entry, ResearchPaths paths)
    {
        try
        {
            var file = Path.GetFileName(entry.Locate(paths).Path);
            foreach (var scale in entry.Scales)
            {
                using var loaded = loader.Load(entry, scale);
                if (pins.Find(file) is { } pin && pin.Sha256 != loaded.Sha256)
                {
                    return $"{file}: SHA-256 {loaded.Sha256}, but {pin.Sha256} was recorded in {pins.Path} when it was first downloaded";
                }
            }

            return null;
        }
        catch (ResearchException exception)
        {
            return exception.Message;
        }
    }
}
