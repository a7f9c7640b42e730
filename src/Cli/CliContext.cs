using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Methods;
using Research.Networks;
using Spectre.Console;

namespace Research.Cli;

/// <summary>What the commands work with: the plug-ins that the program is made of, and where it prints.</summary>
internal sealed record CliContext(
    NetworkCatalog Networks,
    MethodCatalog Methods,
    DatasetCatalog Datasets,
    WeightsCatalog Weights,
    IAnsiConsole Out,
    IAnsiConsole Error)
{
    /// <summary>The user's own catalog, in the weights root: entries of the same form as the program's.</summary>
    private const string OwnCatalog = "catalog.yaml";

    /// <summary>As experiments see them.</summary>
    internal Catalogs Catalogs => new(Networks, Weights, Methods, Datasets);

    internal static CliContext Create() => new(
        BuiltInNetworks.Create(), BuiltInMethods.Create(), BuiltInDatasets.Create(), BuiltInWeights.Create(), Terminal(Console.Out), Terminal(Console.Error));

    /// <summary>With the user's own weights beside the program's.</summary>
    internal CliContext For(ResearchPaths paths)
    {
        var own = Path.Combine(paths.WeightsRoot, OwnCatalog);
        return File.Exists(own) ? this with { Weights = Weights.With(WeightsCatalog.Parse(own, File.ReadAllText(own))) } : this;
    }

    /// <summary>Colour and live display on a terminal only; NO_COLOR is respected; nothing is wrapped in a pipe.</summary>
    internal static IAnsiConsole Terminal(TextWriter writer)
    {
        var redirected = writer == Console.Error ? Console.IsErrorRedirected : writer != Console.Out || Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = int.MaxValue / 2;
        }

        return console;
    }
}
