using System.CommandLine;
using Research.Framework.Results;

namespace Research.Cli.Commands;

/// <summary>Where results are kept.</summary>
internal static class ResultOptions
{
    internal static Option<string> Results { get; } = new("--results")
    {
        Description = "Folder of the results; what is run goes to 'local' below it",
        DefaultValueFactory = _ => "results",
        HelpName = "DIR",
    };

    internal static ResultFolders Folders(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(Results)));
}
