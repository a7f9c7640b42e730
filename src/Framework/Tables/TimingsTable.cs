using Research.Framework.Experiments;

namespace Research.Framework.Tables;

/// <summary><c>timings.csv</c>, the only file with times: all others are equal after a re-run on the same machine.</summary>
public static class TimingsTable
{
    public static CsvTable Create(IEnumerable<Measurement> measurements) => new(
        ["method", "options", "weights", "scale", "dataset", "seed", "quantize_s", "forward_s", "images"],
        [.. measurements.Select(Line)]);

    private static IReadOnlyList<string> Line(Measurement measurement)
    {
        var cell = measurement.Cell.Quantize;
        return
        [
            cell.Method.Identity.Method, cell.Method.Identity.OptionsText, cell.Network.Weights.Id, Numbers.Whole(cell.Network.Scale), measurement.Evaluation.Dataset,
            Numbers.Whole(cell.Seed), Numbers.Fixed(measurement.QuantizeSeconds, 3), Numbers.Fixed(measurement.Evaluation.Seconds, 3), Numbers.Whole(measurement.Evaluation.Images.Count),
        ];
    }
}
