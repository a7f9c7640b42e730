using System.CommandLine;
using Research.Framework.Weights;

namespace Research.Cli.Commands;

/// <summary><c>research weights list|verify|download</c>: which trained networks are there, whether they are sound, and how to get the others.</summary>
internal static class WeightsCommand
{
    /// <param name="network">Answers the downloads' requests; null for the real network.</param>
    internal static Command Create(CliContext context, HttpMessageHandler? network = null) => new("weights", "List, verify and download trained networks")
    {
        PathOptions.DataRoot,
        PathOptions.WeightsRoot,
        WeightsListCommand.Create(context),
        WeightsVerifyCommand.Create(context),
        WeightsDownloadCommand.Create(context, network),
    };

    /// <summary>The entries with a file, or those of them that are named.</summary>
    internal static IReadOnlyList<WeightsEntry> Select(WeightsCatalog catalog, string[] ids) =>
        [.. (ids.Length == 0 ? catalog.Entries : [.. ids.Select(catalog.Find)]).Where(entry => entry.File is not null)];

    internal static Argument<string[]> Ids(string description) => new("ID") { Description = description, Arity = ArgumentArity.ZeroOrMore };
}
