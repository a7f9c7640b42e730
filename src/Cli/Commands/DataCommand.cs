using System.CommandLine;
using Research.Datasets.Sources;

namespace Research.Cli.Commands;

/// <summary><c>research data list|verify|download</c>: what the data root holds, whether it is sound, and how to fill it.</summary>
internal static class DataCommand
{
    internal static Command Create(CliContext context) => Create(context, DataSources.Load(), network: null);

    /// <param name="network">Answers the downloads' requests; null for the real network.</param>
    internal static Command Create(CliContext context, DataSources sources, HttpMessageHandler? network) => new("data", "List, verify and download image sets")
    {
        PathOptions.DataRoot,
        DataListCommand.Create(context, sources),
        DataVerifyCommand.Create(context, sources),
        DataDownloadCommand.Create(context, sources, network),
    };

    /// <summary>The folders that the names mean, each once, in the order of the list; all where no name is given.</summary>
    internal static IReadOnlyList<DataFolder> Select(DataSources sources, string[] names)
    {
        var wanted = names.SelectMany(sources.FindOrThrow).ToHashSet();
        return names.Length == 0 ? sources.Folders : [.. sources.Folders.Where(wanted.Contains)];
    }
}
