using System.Collections.Immutable;
using Research.Framework.Experiments;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary><c>per_image.csv</c>: one line a cell and image.</summary>
public static class ImagesTable
{
    public static CsvTable Create(IEnumerable<Measurement> measurements, IReadOnlyList<MetricInfo> metrics) => new(
        ["method", "options", "weights", "scale", "dataset", "seed", "image", "lr_width", "lr_height", "fab", .. metrics.Select(metric => metric.Column)],
        [.. measurements.SelectMany(measurement => Lines(measurement, metrics))]);

    /// <summary>What <see cref="Create"/> wrote.</summary>
    /// <exception cref="Runtime.ResearchException">A column is missing, or a value is not what its column says.</exception>
    internal static ImmutableArray<ImageRow> Parse(CsvTable table, string name, IReadOnlyList<MetricInfo> metrics) =>
    [
        .. CsvLine.Of(table, name).Select(line => new ImageRow(
            line.Place,
            line.Text("image"),
            line.Number("fab") ?? double.NaN,
            metrics.ToDictionary(metric => metric.Id, metric => line.Number(metric.Column) ?? double.NaN, StringComparer.Ordinal))),
    ];

    private static IEnumerable<IReadOnlyList<string>> Lines(Measurement measurement, IReadOnlyList<MetricInfo> metrics)
    {
        var cell = measurement.Cell.Quantize;
        return measurement.Evaluation.Images.Select(image => (IReadOnlyList<string>)
        [
            cell.Method.Identity.Method, cell.Method.Identity.OptionsText, cell.Network.Weights.Id, Numbers.Whole(cell.Network.Scale), measurement.Evaluation.Dataset,
            Numbers.Whole(cell.Seed), image.Image, Numbers.Whole(image.LrWidth), Numbers.Whole(image.LrHeight), Numbers.RoundTrip(image.FeatureAverageBits),
            .. metrics.Select(metric => Numbers.RoundTrip(image.Metrics[metric.Id])),
        ]);
    }
}
