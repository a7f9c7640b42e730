using System.CommandLine;
using Research.Datasets.Sources;

namespace Research.Cli.Commands;

/// <summary><c>research data</c>: what the data root holds, whether it is sound, and how to fill it.</summary>
public static class DataCommand
{
    /// <param name="network">Answers the downloads' requests; null for the real network.</param>
    public static Command Create(HttpMessageHandler? network = null) => Create(DataSources.Load(), network);

    internal static Command Create(DataSources sources, HttpMessageHandler? network)
    {
        var command = new Command("data", "List, verify and download image sets");
        command.Options.Add(PathOptions.DataRoot);
        command.Subcommands.Add(DataListCommand.Create(sources));
        command.Subcommands.Add(DataVerifyCommand.Create(sources));
        command.Subcommands.Add(DataDownloadCommand.Create(sources, network));
        return command;
    }

    /// <summary>The folders that the names mean, each once, in the order of the list; all where no name is given.</summary>
    internal static IReadOnlyList<DataFolder> Select(DataSources sources, string[] names)
    {
        var wanted = names.SelectMany(sources.FindOrThrow).ToHashSet();
        return names.Length == 0 ? sources.Folders : [.. sources.Folders.Where(wanted.Contains)];
    }
}
