using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Framework.Tables;
using Research.Framework.Yaml;

namespace Research.Framework.Results;

/// <summary>All that tables and figures are made from. It comes from a run, or from the files of a result, and gives the same bytes either way.</summary>
/// <param name="Data">What each data set is, by name.</param>
/// <param name="Calibration">What was calibrated on; null for nothing.</param>
/// <param name="Caption">Lines under the table.</param>
public sealed record ResultDocument(
    string Title,
    TableKind Table,
    Budget Profile,
    string Protocol,
    ImmutableArray<string> Metrics,
    ImmutableArray<string> Figures,
    ImmutableSortedDictionary<string, string> Data,
    string? Calibration,
    ImmutableArray<string> Caption)
{
    private const string Key = "rendering";

    /// <summary>The rows; beside the document in <c>rows.csv</c>.</summary>
    internal ImmutableArray<ResultRow> Rows { get; init; } = [];

    internal IReadOnlyList<MetricInfo> MetricInfos => [.. Metrics.Select(id => MetricCatalog.Find(id).Info)];

    internal static ResultDocument Of(ExperimentResult result)
    {
        var (plan, experiment) = (result.Plan, result.Plan.Experiment);
        return new ResultDocument(
            experiment.Title, experiment.Table, plan.Profile, experiment.Protocol.Name,
            [.. experiment.Metrics.Select(metric => metric.Info.Id)],
            [.. experiment.Figures.Select(figure => figure.Id)],
            plan.Datasets.ToImmutableSortedDictionary(dataset => dataset.Name, Tables.Caption.Describe, StringComparer.Ordinal),
            plan.Calibration is { } calibration ? Tables.Caption.Describe(calibration) : null,
            [.. Tables.Caption.Lines(result)])
        {
            Rows = result.Rows,
        };
    }

    /// <summary>Reads a result's folder.</summary>
    /// <exception cref="ResearchException">Files are missing or not of this program.</exception>
    public static ResultDocument Read(string folder)
    {
        var (manifest, rows) = (Path.Combine(folder, ResultFiles.ManifestFile), Path.Combine(folder, ResultFiles.Rows));
        if (!File.Exists(manifest) || !File.Exists(rows))
        {
            throw new ResearchException($"There is no result in '{folder}': '{ResultFiles.ManifestFile}' and '{ResultFiles.Rows}' are expected there.");
        }

        try
        {
            var document = JsonNode.Parse(File.ReadAllText(manifest))![Key].Deserialize<ResultDocument>(YamlFile.Binding)
                ?? throw new ResearchException($"{manifest}: does not say how the table is rendered; run and publish the experiment again.");
            return document with { Rows = RowsTable.Read(rows, document.MetricInfos) };
        }
        catch (JsonException problem)
        {
            throw new ResearchException($"{manifest}: cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Adds the document to a manifest.</summary>
    internal void AddTo(JsonObject manifest) => manifest[Key] = JsonSerializer.SerializeToNode(this, YamlFile.Binding);
}
