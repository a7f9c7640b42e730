using System.CommandLine;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary>Where data and weights lie, as options of every command that needs them.</summary>
internal static class PathOptions
{
    public static Option<string?> DataRoot { get; } = new("--data-root")
    {
        Description = "Folder of the images (else RESEARCH_DATA, else data/)",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> WeightsRoot { get; } = new("--weights-root")
    {
        Description = "Folder of the weights (else RESEARCH_WEIGHTS, else weights/ in the data root)",
        HelpName = "DIR",
        Recursive = true,
    };

    public static ResearchPaths Resolve(ParseResult parsed) =>
        ResearchPaths.Resolve(parsed.GetValue(DataRoot), parsed.GetValue(WeightsRoot));
}
