using System.Collections.Immutable;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>What methods noted of their work: <c>records.csv</c>, and <c>phases.csv</c> with the times, each cell once, however many data sets it was measured on.</summary>
public static class NotesTables
{
    private static readonly string[] Cell = ["method", "options", "weights", "scale", "seed"];

    public static CsvTable Records(IEnumerable<Measurement> measurements) => new(
        [.. Cell, "table", "item", "quantity", "value"],
        [.. Lines(measurements, notes => notes.Records, record => [record.Table, record.Item, record.Quantity, Numbers.RoundTrip(record.Value)])]);

    public static CsvTable Phases(IEnumerable<Measurement> measurements) => new(
        [.. Cell, "phase", "seconds"],
        [.. Lines(measurements, notes => notes.Times, time => [time.Phase, Numbers.Fixed(time.Seconds, 3)])]);

    internal static ImmutableArray<RecordRow> ParseRecords(CsvTable table, string name) =>
    [
        .. CsvLine.Of(table, name).Select(line => new RecordRow(
            line.Cell, new MethodRecord(line.Text("table"), line.Text("item"), line.Text("quantity"), line.Number("value") ?? double.NaN))),
    ];

    internal static ImmutableArray<PhaseRow> ParsePhases(CsvTable table, string name) =>
        [.. CsvLine.Of(table, name).Select(line => new PhaseRow(line.Cell, new MethodTime(line.Text("phase"), line.Number("seconds") ?? double.NaN)))];

    private static IEnumerable<IReadOnlyList<string>> Lines<T>(IEnumerable<Measurement> measurements, Func<MethodNotes, ImmutableArray<T>> notes, Func<T, IReadOnlyList<string>> line) =>
        from measurement in measurements.DistinctBy(measurement => measurement.Cell.Quantize.Label)
        let cell = measurement.Cell.Quantize
        from note in notes(measurement.Notes)
        select (IReadOnlyList<string>)
        [
            cell.Method.Identity.Method, cell.Method.Identity.OptionsText, cell.Network.Weights.Id, Numbers.Whole(cell.Network.Scale), Numbers.Whole(cell.Seed), .. line(note),
        ];
}
