using Research.Framework.Experiments;
using Research.Framework.Metrics;

namespace Research.Framework.Tables;

/// <summary><c>per_image.csv</c>: one line a cell and image.</summary>
public static class ImagesTable
{
    public static CsvTable Create(IEnumerable<Measurement> measurements, IReadOnlyList<MetricInfo> metrics) => new(
        ["method", "options", "weights", "scale", "dataset", "seed", "image", "lr_width", "lr_height", "fab", .. metrics.Select(metric => metric.Column)],
        [.. measurements.SelectMany(measurement => Lines(measurement, metrics))]);

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
