using System.CommandLine;
using System.CommandLine.Parsing;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary>Which experiment, and how much of it, as arguments of every command that plans one.</summary>
internal static class ExperimentOptions
{
    internal static Argument<string> File { get; } = new("FILE") { Description = "The experiment, e.g. experiments/quickstart.yaml" };

    internal static Option<Budget> Profile { get; } = new("--profile")
    {
        Description = "quick (minutes on two cores), cpu (hours) or paper (the papers' schedules) [default: quick]",
        CustomParser = ParseProfile, // Left out, it is the first of the enumeration; a factory would show that by its C# name.
        HelpName = "quick|cpu|paper",
    };

    internal static Option<bool> Rerun { get; } = new("--rerun") { Description = "Also run what is finished" };

    private static Option<string?> Methods { get; } = Filter("--method", "-m", "minmax,'adabm[w=4,a=4]'");

    private static Option<string?> Networks { get; } = Filter("--network", "-n", "EDSR-8_x2,carn");

    private static Option<string?> Datasets { get; } = Filter("--dataset", "-d", "Set5,DIV2K");

    private static Option<string?> Seeds { get; } = Filter("--seed", "-s", "1,2");

    internal static IEnumerable<Option> Filters => [Methods, Networks, Datasets, Seeds];

    /// <summary>Reads the experiment that is named, as far as it is asked for.</summary>
    internal static Experiment Load(ParseResult parsed, Catalogs catalogs) => new ExperimentFilter
    {
        Methods = List(parsed, Methods),
        Networks = List(parsed, Networks),
        Datasets = List(parsed, Datasets),
        Seeds = List(parsed, Seeds),
    }.Apply(ExperimentFile.Load(parsed.GetRequiredValue(File), catalogs, parsed.GetValue(Profile)));

    /// <summary>The whole experiment where only a part was asked for, else null. What is not asked for need not be at hand.</summary>
    internal static Experiment? Whole(ParseResult parsed, Catalogs catalogs)
    {
        if (Filters.Cast<Option<string?>>().All(option => parsed.GetValue(option) is null))
        {
            return null;
        }

        var whole = ExperimentFile.Load(parsed.GetRequiredValue(File), catalogs, parsed.GetValue(Profile));
        return whole with
        {
            Networks = [.. whole.Networks.Select(network => network with { Optional = true })],
            Datasets = [.. whole.Datasets.Select(dataset => dataset with { Optional = true })],
        };
    }

    /// <summary>The part of the command line that decides the result, as somebody else would write it.</summary>
    internal static string Describe(ParseResult parsed)
    {
        var filters = Filters.Cast<Option<string?>>().Select(option => (option.Aliases, Text: parsed.GetValue(option))).Where(filter => filter.Text is not null);
        return $"{Portable(parsed.GetRequiredValue(File))} --profile {parsed.GetValue(Profile).Name()}{string.Concat(filters.Select(filter => $" {filter.Aliases.First()} '{filter.Text}'"))}";
    }

    private static Budget ParseProfile(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        var known = Enum.GetValues<Budget>().ToDictionary(budget => budget.Name(), StringComparer.Ordinal);
        if (!known.TryGetValue(name, out var budget))
        {
            result.AddError($"--profile: there is no profile '{name}'.{Nearest.Hint(name, known.Keys)}");
        }

        return budget;
    }

    private static string Portable(string file)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(file) : relative;
    }

    private static IReadOnlyList<string> List(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? Lists.Split(text) : [];

    private static Option<string?> Filter(string name, string alias, string example) => new(name, alias)
    {
        Description = $"Only these, by name, by whole identity, or with '*': {example}",
        HelpName = "LIST",
    };
}
