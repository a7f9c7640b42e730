using System.Collections.Immutable;
using System.Globalization;
using System.IO.Enumeration;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Takes a part of an experiment. A pattern is a name, an identity with all its options, or either with <c>*</c>; letters' case is the same. No pattern: all.</summary>
public sealed record ExperimentFilter
{
    /// <summary><c>minmax</c> (all its options), <c>minmax[w=4,a=4]</c>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Weights (<c>EDSR-8_x2</c>), weights at a scale (<c>CARN-M_x234:x2</c>), or architectures (<c>carn</c>).</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary><c>DIV2K</c> (all its parts), <c>DIV2K[valid,1-10]</c>.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <exception cref="ResearchException">A pattern that matches nothing.</exception>
    public Experiment Apply(Experiment experiment) => experiment with
    {
        Methods = Select("method", experiment.Methods, Methods, method => [method.Identity.ToString(), method.Identity.Method]),
        Networks = Select("network", experiment.Networks, Networks, network => [network.Weights.Id, string.Create(CultureInfo.InvariantCulture, $"{network.Weights.Id}:x{network.Scale}"), network.Weights.Network]),
        Datasets = Select("data set", experiment.Datasets, Datasets, dataset => [.. Names(dataset.Prefer), .. dataset.Else is null ? [] : Names(dataset.Else)]),
        Seeds = Select("seed", experiment.Seeds, Seeds, seed => [seed.ToString(CultureInfo.InvariantCulture)]),
    };

    private static string[] Names(string dataset) => [dataset, DatasetCatalog.Split(dataset).Id];

    private static ImmutableArray<T> Select<T>(string kind, ImmutableArray<T> all, IReadOnlyList<string> patterns, Func<T, string[]> names)
    {
        if (patterns.FirstOrDefault(pattern => !all.Any(item => Matches(pattern, names(item)))) is { } idle)
        {
            var known = all.Select(item => names(item)[0]).Distinct().ToList();
            throw new ResearchException($"No {kind} of the experiment is called '{idle}'.{Nearest.Hint(idle, known)} 'research plan' lists the cells of the experiment.");
        }

        return patterns.Count == 0 ? all : [.. all.Where(item => patterns.Any(pattern => Matches(pattern, names(item))))];
    }

    private static bool Matches(string pattern, string[] names) => names.Any(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));
}
