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

    /// <summary>The parts of images that are kept as pictures; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResultCrop>? Crops { get; init; }

    /// <summary>The pictures of the crops that are at hand, by file; see <see cref="ResultCrop"/>.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, byte[]> Pictures { get; internal init; } = ImmutableSortedDictionary<string, byte[]>.Empty;

    /// <summary>What was trained on; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Training { get; init; }

    /// <summary>By what trained networks were chosen; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Validation { get; init; }

    /// <summary>The rows; beside the document in <c>rows.csv</c>.</summary>
    [JsonIgnore]
    public ImmutableArray<ResultRow> Rows { get; internal init; } = [];

    /// <summary>Beside the document in <c>per_image.csv</c>; empty where that is missing.</summary>
    [JsonIgnore]
    public ImmutableArray<ImageRow> Images { get; internal init; } = [];

    /// <summary>Beside the document in <c>timings.csv</c>; empty where that is missing.</summary>
    [JsonIgnore]
    public ImmutableArray<TimingRow> Timings { get; internal init; } = [];

    /// <summary>What methods noted; beside the document in <c>records.csv</c>, empty where no method did.</summary>
    [JsonIgnore]
    public ImmutableArray<RecordRow> Records { get; internal init; } = [];

    /// <summary>How long parts of methods took; beside the document in <c>phases.csv</c>, empty where no method said.</summary>
    [JsonIgnore]
    public ImmutableArray<PhaseRow> Phases { get; internal init; } = [];

    /// <summary>Beside the document in <c>tiles.csv</c>; empty where the experiment does not ask for them, or no method chooses bits.</summary>
    [JsonIgnore]
    public ImmutableArray<TileRow> Tiles { get; internal init; } = [];

    /// <summary>Processor and threads of the machine that ran it, from the manifest.</summary>
    [JsonIgnore]
    public string Machine { get; internal init; } = "unknown machine";

    /// <summary>The first metric in dB, which figures show; null for none.</summary>
    [JsonIgnore]
    public MetricInfo? Psnr => MetricInfos.FirstOrDefault(metric => metric.Unit == "dB");

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
            plan.Calibration is { } calibration ? Tables.Caption.Describe([calibration]) : null,
            [.. Tables.Caption.Lines(result)])
        {
            Rows = result.Rows,
            Reference = experiment.Reference,
            Crops = ResultCrop.Of(plan) is { Count: > 0 } crops ? crops : null,
            Training = plan.Training.IsEmpty ? null : Tables.Caption.Describe(plan.Training),
            Validation = plan.Validation is { } validation ? $"{Tables.Caption.Describe([validation])}{(plan.ChosenOnTest.IsEmpty ? string.Empty : ", TEST IMAGES")}" : null,
        };
    }

    /// <summary>Reads a result's folder.</summary>
    /// <exception cref="ResearchException">Files are missing or not of this program.</exception>
    public static ResultDocument Read(string folder)
    {
        var (manifest, rows) = (Path.Combine(folder, ResultFiles.ManifestFile), Path.Combine(folder, ResultFiles.Rows));
        if (!File.Exists(manifest) || !File.Exists(rows))
        {
            throw new ResearchException($"There is no result in '{folder}': '{ResultFiles.ManifestFile}' and '{ResultFiles.Rows}' are expected there. 'research run' makes one in 'local', 'research publish' takes it over.");
        }

        try
        {
            var written = JsonNode.Parse(File.ReadAllText(manifest))!;
            var document = written[Key].Deserialize<ResultDocument>(YamlFile.Binding)
                ?? throw new ResearchException($"{manifest}: does not say how the table is rendered; run and publish the experiment again.");
            string[] tables = [ResultFiles.PerImage, ResultFiles.Timings, ResultFiles.Records, ResultFiles.Phases, ResultFiles.Tiles];
            return (document with { Rows = RowsTable.Read(rows, document.MetricInfos), Pictures = CropFiles.Read(folder) }).With(
                tables.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => CsvTable.Read(Path.Combine(folder, name)), StringComparer.Ordinal),
                written);
        }
        catch (JsonException problem)
        {
            throw new ResearchException($"{manifest}: cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>With the tables beside the rows that there are, by file.</summary>
    internal ResultDocument With(IReadOnlyDictionary<string, CsvTable> tables, JsonNode manifest)
    {
        ImmutableArray<T> Parsed<T>(string file, Func<CsvTable, string, ImmutableArray<T>> parse) => tables.TryGetValue(file, out var table) ? parse(table, file) : [];
        return this with
        {
            Images = Parsed(ResultFiles.PerImage, (table, name) => ImagesTable.Parse(table, name, MetricInfos)),
            Timings = Parsed(ResultFiles.Timings, TimingsTable.Parse),
            Records = Parsed(ResultFiles.Records, NotesTables.ParseRecords),
            Phases = Parsed(ResultFiles.Phases, NotesTables.ParsePhases),
            Tiles = Parsed(ResultFiles.Tiles, TilesTable.Parse),
            Machine = MachineOf(manifest),
        };
    }

    private static string MachineOf(JsonNode manifest) => $"{manifest["machine"]?["cpu"] ?? "unknown processor"}, {manifest["machine"]?["threads"] ?? "?"} threads";

    /// <summary>Adds the document to a manifest.</summary>
    internal void AddTo(JsonObject manifest) => manifest[Key] = JsonSerializer.SerializeToNode(this, YamlFile.Binding);
}
