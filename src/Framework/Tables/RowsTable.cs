using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary><c>rows.csv</c>: one line a cell and data set, every number in full.</summary>
public static class RowsTable
{
    public static CsvTable Create(IEnumerable<ResultRow> rows, IReadOnlyList<MetricInfo> metrics) => new(
        [
            "experiment", "profile", "method", "options", "weights", "network", "scale", "dataset", "seed", "protocol", "engine", "w_bits", "a_bits", "fab",
            .. metrics.Select(metric => metric.Column), "psnr_y_drop_vs_fp32", "weights_sha256", "dataset_sha256", "images",
        ],
        [.. rows.Select(row => Line(row, metrics))]);

    private static IReadOnlyList<string> Line(ResultRow row, IReadOnlyList<MetricInfo> metrics) =>
    [
        row.Experiment, row.Profile.Name(), row.Method, row.Options, row.Weights, row.Network, Numbers.Whole(row.Scale), row.Dataset,
        Numbers.Whole(row.Seed), row.Protocol, row.Engine, Numbers.Whole(row.WeightBits), Numbers.Whole(row.ActivationBits), Numbers.RoundTrip(row.FeatureAverageBits),
        .. metrics.Select(metric => Numbers.RoundTrip(row.Metrics[metric.Id])), Numbers.RoundTrip(row.PsnrDrop), row.WeightsSha256, row.DatasetSha256, Numbers.Whole(row.Images),
    ];
}
