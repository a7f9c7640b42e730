using System.Collections.Immutable;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary><c>rows.csv</c>: one line a cell and data set, every number in full.</summary>
public static class RowsTable
{
    /// <summary>Column that stands where anything was trained.</summary>
    internal const string TrainingImages = "training_images";

    public static CsvTable Create(IReadOnlyCollection<ResultRow> rows, IReadOnlyList<MetricInfo> metrics)
    {
        var trained = rows.Any(row => row.TrainingImages is not null);
        return new CsvTable(Columns(metrics, trained), [.. rows.Select(row => Line(row, metrics, trained))]);
    }

    /// <summary>What <see cref="Create"/> wrote.</summary>
    /// <exception cref="ResearchException">Other columns, or values that are not what their column says.</exception>
    public static ImmutableArray<ResultRow> Read(string path, IReadOnlyList<MetricInfo> metrics)
    {
        var table = CsvTable.Read(path);
        if (!table.Columns.SequenceEqual(Columns(metrics, table.Columns.Contains(TrainingImages))))
        {
            throw new ResearchException($"{path}: its columns are not those of this program's rows for {string.Join(", ", metrics.Select(metric => metric.Id))}.");
        }

        try
        {
            return [.. CsvLine.Of(table, path).Select(line => Row(line, metrics) with { TrainingImages = table.Columns.Contains(TrainingImages) ? line.WholeOrNull(TrainingImages) : null })];
        }
        catch (FormatException problem)
        {
            throw new ResearchException($"{path}: cannot be read: {problem.Message}", problem);
        }
    }

    private static ResultRow Row(CsvLine line, IReadOnlyList<MetricInfo> metrics) => new()
    {
        Experiment = line.Text("experiment"),
        Profile = BudgetNames.Parse(line.Text("profile")),
        Method = line.Text("method"),
        Options = line.Text("options"),
        Weights = line.Text("weights"),
        Network = line.Text("network"),
        Scale = (int)line.Whole("scale"),
        Dataset = line.Text("dataset"),
        Images = (int)line.Whole("images"),
        Seed = line.Whole("seed"),
        Protocol = line.Text("protocol"),
        Engine = line.Text("engine"),
        WeightBits = line.WholeOrNull("w_bits"),
        ActivationBits = line.WholeOrNull("a_bits"),
        FeatureAverageBits = line.Number("fab") ?? double.NaN,
        Metrics = metrics.ToDictionary(metric => metric.Id, metric => line.Number(metric.Column) ?? double.NaN, StringComparer.Ordinal),
        PsnrDrop = line.Number(RowsFrame.Drop),
        WeightsSha256 = line.Text("weights_sha256"),
        DatasetSha256 = line.Text("dataset_sha256"),
        ModelBytes = line.Whole("model_bytes"),
    };

    private static IReadOnlyList<string> Columns(IReadOnlyList<MetricInfo> metrics, bool trained) =>
    [
        "experiment", "profile", "method", "options", "weights", "network", "scale", "dataset", "seed", "protocol", "engine", "w_bits", "a_bits", "fab",
        .. metrics.Select(metric => metric.Column), "psnr_y_drop_vs_fp32", "weights_sha256", "dataset_sha256", "images", "model_bytes",
        .. trained ? [TrainingImages] : Array.Empty<string>(),
    ];

    private static IReadOnlyList<string> Line(ResultRow row, IReadOnlyList<MetricInfo> metrics, bool trained) =>
    [
        row.Experiment, row.Profile.Name(), row.Method, row.Options, row.Weights, row.Network, Numbers.Whole(row.Scale), row.Dataset,
        Numbers.Whole(row.Seed), row.Protocol, row.Engine, Numbers.Whole(row.WeightBits), Numbers.Whole(row.ActivationBits), Numbers.RoundTrip(row.FeatureAverageBits),
        .. metrics.Select(metric => Numbers.RoundTrip(row.Metrics[metric.Id])), Numbers.RoundTrip(row.PsnrDrop), row.WeightsSha256, row.DatasetSha256, Numbers.Whole(row.Images), Numbers.Whole(row.ModelBytes),
        .. trained ? [Numbers.Whole(row.TrainingImages)] : Array.Empty<string>(),
    ];
}
