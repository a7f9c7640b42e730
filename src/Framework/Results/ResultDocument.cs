using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Research.Framework.Costs;
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

    /// <summary>The paper's table beside ours; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReferenceTable? Reference { get; init; }

    /// <summary>The rows; beside the document in <c>rows.csv</c>.</summary>
    internal ImmutableArray<ResultRow> Rows { get; init; } = [];

    /// <summary>Beside the document in <c>per_image.csv</c>; empty where that is missing.</summary>
    internal ImmutableArray<ImageRow> Images { get; init; } = [];

    /// <summary>Beside the document in <c>timings.csv</c>; empty where that is missing.</summary>
    internal ImmutableArray<TimingRow> Timings { get; init; } = [];

    /// <summary>Processor and threads of the machine that ran it, from the manifest.</summary>
    internal string Machine { get; init; } = "unknown machine";

    /// <summary>The first metric in dB, which figures show; null for none.</summary>
    internal MetricInfo? Psnr => MetricInfos.FirstOrDefault(metric => metric.Unit == "dB");

    /// <summary>Those that need a column; FAB always has one.</summary>
    internal IReadOnlyList<MetricInfo> MetricInfos => [.. Metrics.Select(id => MetricCatalog.Find(id).Info).Where(info => info != FeatureBits.Fab.Info)];

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
            Reference = experiment.Reference,
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
            var written = JsonNode.Parse(File.ReadAllText(manifest))!;
            var document = written[Key].Deserialize<ResultDocument>(YamlFile.Binding)
                ?? throw new ResearchException($"{manifest}: does not say how the table is rendered; run and publish the experiment again.");
            return document with
            {
                Rows = RowsTable.Read(rows, document.MetricInfos),
                Images = Read(folder, ResultFiles.PerImage) is { } images ? ImagesTable.Parse(images, ResultFiles.PerImage, document.MetricInfos) : [],
                Timings = Read(folder, ResultFiles.Timings) is { } timings ? TimingsTable.Parse(timings, ResultFiles.Timings) : [],
                Machine = MachineOf(written),
            };
        }
        catch (JsonException problem)
        {
            throw new ResearchException($"{manifest}: cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The document of a result's files, as they are about to be written.</summary>
    internal ResultDocument With(CsvTable images, CsvTable timings, JsonObject manifest) => this with
    {
        Images = ImagesTable.Parse(images, ResultFiles.PerImage, MetricInfos),
        Timings = TimingsTable.Parse(timings, ResultFiles.Timings),
        Machine = MachineOf(manifest),
    };

    private static CsvTable? Read(string folder, string file) => File.Exists(Path.Combine(folder, file)) ? CsvTable.Read(Path.Combine(folder, file)) : null;

    private static string MachineOf(JsonNode manifest) => $"{manifest["machine"]?["cpu"] ?? "unknown processor"}, {manifest["machine"]?["threads"] ?? "?"} threads";

    /// <summary>Adds the document to a manifest.</summary>
    internal void AddTo(JsonObject manifest) => manifest[Key] = JsonSerializer.SerializeToNode(this, YamlFile.Binding);
}
