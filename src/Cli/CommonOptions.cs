using System.CommandLine;
using Research.Framework.Runtime;

namespace Research.Cli;

/// <summary>Options that many commands share.</summary>
internal static class CommonOptions
{
    internal static Option<string?> DataRoot() => new("--data-root")
    {
        Description = "Folder of the images (else RESEARCH_DATA, else data/)",
        HelpName = "DIR",
    };

    internal static Option<string?> WeightsRoot() => new("--weights-root")
    {
        Description = "Folder of the weights (else RESEARCH_WEIGHTS, else <data root>/weights)",
        HelpName = "DIR",
    };

    internal static ResearchPaths Paths(this ParseResult parsed, Option<string?> dataRoot, Option<string?> weightsRoot) =>
        ResearchPaths.Resolve(parsed.GetValue(dataRoot), parsed.GetValue(weightsRoot));
}
