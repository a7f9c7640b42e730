using System.CommandLine;
using Research.Datasets.Sources;
using Research.Framework.Downloads;

namespace Research.Cli.Commands;

/// <summary><c>research data download</c>: fetches what is published for programs and says how to get the rest.</summary>
internal static class DataDownloadCommand
{
    internal static Command Create(CliContext context, DataSources sources, HttpMessageHandler? network)
    {
        var names = new Argument<string[]>("ID")
        {
            Description = "Sets (Set5, DIV2K[valid], DIV2K-train-HR) or packages (benchmark, div2k-tar); by default Set5, Set14, B100, Urban100 and of DIV2K the x4 LR images and valid HR",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all-direct") { Description = "Everything that a program can fetch (DIV2K alone is 5.8 GB)" };
        var command = new Command("download", "Fetch image sets into the data root") { names, all };
        command.SetAction((parsed, cancellation) =>
        {
            var root = PathOptions.Resolve(parsed).DataRoot;
            var (packages, folders) = Select(sources, parsed.GetValue(names)!, parsed.GetValue(all));
            return DownloadDisplay.RunAsync(context.Out, async (tell, progress) =>
            {
                using var downloader = new Downloader(ChecksumManifest.Load(root), network, progress);
                var missing = await FetchAsync(new DataFetcher(root, downloader, tell), packages, folders, cancellation).ConfigureAwait(false);
                return DownloadDisplay.Conclude(tell, missing);
            });
        });
        return command;
    }

    private static async Task<List<string>> FetchAsync(
        DataFetcher fetcher, IReadOnlyList<DataPackage> packages, IReadOnlyList<DataFolder> folders, CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var package in packages)
        {
            if (!await fetcher.FetchAsync(package, cancellation).ConfigureAwait(false))
            {
                missing.Add(package.Id);
            }
        }

        foreach (var folder in folders)
        {
            if (!await fetcher.FetchAsync(folder, cancellation).ConfigureAwait(false))
            {
                missing.Add(folder.Id);
            }
        }

        return missing;
    }

    /// <summary>A name means folders of the data root where there are such, else a package.</summary>
    private static (IReadOnlyList<DataPackage> Packages, IReadOnlyList<DataFolder> Folders) Select(DataSources sources, string[] names, bool all)
    {
        if (all)
        {
            return ([], [.. sources.Folders.Where(folder => folder.Obtain.Any(package => package.IsDirect))]);
        }

        if (names.Length == 0)
        {
            return ([], [.. sources.Folders.Where(folder => folder.IsDefault)]);
        }

        var packages = names.Where(IsPackage).Select(name => sources.FindPackage(name)!).Distinct().ToList();
        var others = names.Where(name => !IsPackage(name)).ToArray();
        return (packages, others.Length == 0 ? [] : DataCommand.Select(sources, others));

        bool IsPackage(string name) => sources.Find(name).Count == 0 && sources.FindPackage(name) is not null;
    }
}
