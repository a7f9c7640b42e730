using System.Collections.Immutable;
using Research.Framework.Experiments;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary><c>timings.csv</c>, the only table with times: all others are equal after a re-run on the same machine.</summary>
public static class TimingsTable
{
    public static CsvTable Create(IEnumerable<Measurement> measurements) => new(
        ["method", "options", "weights", "scale", "dataset", "seed", "quantize_s", "forward_s", "images"],
        [.. measurements.Select(Line)]);

    /// <summary>What <see cref="Create"/> wrote.</summary>
    /// <exception cref="Runtime.ResearchException">A column is missing, or a value is not what its column says.</exception>
    internal static ImmutableArray<TimingRow> Parse(CsvTable table, string name) =>
        [.. CsvLine.Of(table, name).Select(line => new TimingRow(line.Place, line.Number("forward_s") ?? double.NaN, (int)line.Whole("images")))];

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
