using System.Collections.Immutable;
using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary><c>rows.csv</c>: one line a cell and data set, every number in full.</summary>
public static class RowsTable
{
    public static CsvTable Create(IEnumerable<ResultRow> rows, IReadOnlyList<MetricInfo> metrics) => new(
        [
            "experiment", "profile", "method", "options", "weights", "network", "scale", "dataset", "seed", "protocol", "engine", "w_bits", "a_bits", "fab",
            .. metrics.Select(metric => metric.Column), "psnr_y_drop_vs_fp32", "weights_sha256", "dataset_sha256", "images", "model_bytes",
        ],
        [.. rows.Select(row => Line(row, metrics))]);

    /// <summary>What <see cref="Create"/> wrote.</summary>
    /// <exception cref="ResearchException">Other columns, or values that are not what their column says.</exception>
    public static ImmutableArray<ResultRow> Read(string path, IReadOnlyList<MetricInfo> metrics)
    {
        var table = CsvTable.Read(path);
        if (!table.Columns.SequenceEqual(Create([], metrics).Columns))
        {
            throw new ResearchException($"{path}: its columns are not those of this program's rows for {string.Join(", ", metrics.Select(metric => metric.Id))}.");
        }

        try
        {
            return [.. table.Rows.Select(line => Row(table.Columns.Zip(line).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal), metrics))];
        }
        catch (FormatException problem)
        {
            throw new ResearchException($"{path}: cannot be read: {problem.Message}", problem);
        }
    }

    private static ResultRow Row(Dictionary<string, string> cells, IReadOnlyList<MetricInfo> metrics) => new()
    {
        Experiment = cells["experiment"],
        Profile = BudgetNames.Parse(cells["profile"]),
        Method = cells["method"],
        Options = cells["options"],
        Weights = cells["weights"],
        Network = cells["network"],
        Scale = int.Parse(cells["scale"], CultureInfo.InvariantCulture),
        Dataset = cells["dataset"],
        Images = int.Parse(cells["images"], CultureInfo.InvariantCulture),
        Seed = long.Parse(cells["seed"], CultureInfo.InvariantCulture),
        Protocol = cells["protocol"],
        Engine = cells["engine"],
        WeightBits = cells["w_bits"].Length == 0 ? null : int.Parse(cells["w_bits"], CultureInfo.InvariantCulture),
        ActivationBits = cells["a_bits"].Length == 0 ? null : int.Parse(cells["a_bits"], CultureInfo.InvariantCulture),
        FeatureAverageBits = Number(cells["fab"]) ?? double.NaN,
        Metrics = metrics.ToDictionary(metric => metric.Id, metric => Number(cells[metric.Column]) ?? double.NaN, StringComparer.Ordinal),
        PsnrDrop = Number(cells[RowsFrame.Drop]),
        WeightsSha256 = cells["weights_sha256"],
        DatasetSha256 = cells["dataset_sha256"],
        ModelBytes = long.Parse(cells["model_bytes"], CultureInfo.InvariantCulture),
    };

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Line(ResultRow row, IReadOnlyList<MetricInfo> metrics) =>
    [
        row.Experiment, row.Profile.Name(), row.Method, row.Options, row.Weights, row.Network, Numbers.Whole(row.Scale), row.Dataset,
        Numbers.Whole(row.Seed), row.Protocol, row.Engine, Numbers.Whole(row.WeightBits), Numbers.Whole(row.ActivationBits), Numbers.RoundTrip(row.FeatureAverageBits),
        .. metrics.Select(metric => Numbers.RoundTrip(row.Metrics[metric.Id])), Numbers.RoundTrip(row.PsnrDrop), row.WeightsSha256, row.DatasetSha256, Numbers.Whole(row.Images), Numbers.Whole(row.ModelBytes),
    ];
}
