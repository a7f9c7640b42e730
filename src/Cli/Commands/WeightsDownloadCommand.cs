using System.CommandLine;
using Research.Framework.Downloads;

namespace Research.Cli.Commands;

/// <summary><c>research weights download</c>: fetches what is published for programs and says how to get the rest.</summary>
internal static class WeightsDownloadCommand
{
    internal static Command Create(CliContext context, HttpMessageHandler? network)
    {
        var ids = WeightsCommand.Ids("Weights of the catalog (research weights list); all if none is named");
        var command = new Command("download", "Fetch trained networks into the weights root") { ids };
        command.SetAction((parsed, cancellation) =>
        {
            var root = PathOptions.Resolve(parsed).WeightsRoot;
            var wanted = WeightsCommand.Select(context.Weights, parsed.GetValue(ids)!).Where(entry => !entry.Shipped).ToList();
            return DownloadDisplay.RunAsync(context.Out, async (tell, progress) =>
            {
                using var downloader = new Downloader(ChecksumManifest.Load(root), network, progress);
                var fetcher = new WeightsFetcher(root, downloader, tell);
                var missing = new List<string>();
                foreach (var entry in wanted)
                {
                    if (!await fetcher.FetchAsync(entry, cancellation).ConfigureAwait(false))
                    {
                        missing.Add(entry.Id);
                    }
                }

                return DownloadDisplay.Conclude(tell, missing);
            });
        });
        return command;
    }
}
