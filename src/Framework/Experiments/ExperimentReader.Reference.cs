using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Framework.Experiments;

/// <content>The paper's table that stands beside ours.</content>
internal sealed partial class ExperimentReader
{
    private const string ReferencePath = "$.reference";

    private ReferenceTable? Reference(ReferenceDocument? written, IEnumerable<NetworkChoice> networks, IEnumerable<MethodChoice> methods, IEnumerable<DatasetChoice> datasets)
    {
        if (written is null || Try($"{ReferencePath}.file", () => ReferenceFile.Read(Beside(written.File))) is not { } tables)
        {
            return null;
        }

        if (!tables.TryGetValue(written.Table, out var rows))
        {
            Add($"{ReferencePath}.table", $"there is no table '{written.Table}' in '{written.File}'.{Nearest.Hint(written.Table, tables.Keys)}");
            return null;
        }

        if (rows.GroupBy(row => (row.Line, row.Dataset)).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            Add($"{ReferencePath}.table", $"table '{written.Table}' has {repeated.Count()} rows for {repeated.First().Method} on {repeated.First().Network} and {repeated.Key.Dataset}; beside ours there can be one");
        }

        var named = Names("networks", written.Networks, networks.Select(network => network.Weights.Id), Shorthand(Named("name")), typeof(PaperNetwork)).ToList();
        named.ForEach(network => InTable($"{ReferencePath}.networks.{network.Name}", "network", ((PaperNetwork)network.Value).Name, rows.Select(row => row.Network)));
        return new ReferenceTable(
            written.Table,
            rows,
            named.ToImmutableSortedDictionary(network => network.Name, network => (PaperNetwork)network.Value, StringComparer.Ordinal),
            Texts("methods", "method", written.Methods, methods.Select(method => method.Identity.ToString()), rows.Select(row => row.Method)),
            Texts("datasets", "data set", written.Datasets, datasets.SelectMany(dataset => new[] { dataset.Prefer, dataset.Else }).OfType<string>(), rows.Select(row => row.Dataset)));
    }

    /// <summary>A path that is written in an experiment starts at the folder of that file.</summary>
    private string Beside(string path)
    {
        var full = Path.Combine(Path.GetDirectoryName(file.At($"{ReferencePath}.file")) ?? string.Empty, path);
        return File.Exists(full) ? full : throw new ResearchException($"there is no file '{path}' beside this one");
    }

    private ImmutableSortedDictionary<string, string> Texts(string section, string what, JsonObject? written, IEnumerable<string> ours, IEnumerable<string> papers)
    {
        var named = Names(section, written, ours, (node, _) => node, typeof(string)).ToList();
        named.ForEach(name => InTable($"{ReferencePath}.{section}.{name.Name}", what, (string)name.Value, papers));
        return named.ToImmutableSortedDictionary(name => name.Name, name => (string)name.Value, StringComparer.Ordinal);
    }

    private IEnumerable<(string Name, object Value)> Names(string section, JsonObject? written, IEnumerable<string> ours, Func<JsonNode?, string, JsonNode?> expand, Type type)
    {
        var known = ours.Distinct().ToList();
        foreach (var (name, node) in written ?? [])
        {
            var path = $"{ReferencePath}.{section}.{name}";
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                _errors.Add($"{file.At(path, onKey: true)}: the experiment has no '{name}' among its {section}.{Nearest.Hint(name, known)}");
            }
            else if (file.Bind(expand(node?.DeepClone(), path), type, path, _errors) is { } value)
            {
                yield return (name, value);
            }
        }
    }

    private void InTable(string path, string what, string name, IEnumerable<string> known)
    {
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            Add(path, $"the table has no {what} '{name}'.{Nearest.Hint(name, known.Distinct())}");
        }
    }
}
