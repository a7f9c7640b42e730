using System.Collections.Immutable;
using System.Globalization;
using Research.Framework.Tables;

namespace Research.Framework.Training;

/// <summary>How the loss went: a line every so many steps, and what has been summed up for the next.</summary>
/// <param name="Sum">Of the losses since the last line.</param>
public sealed record TrainingLog(ImmutableArray<LogRow> Rows, double Sum, int Count)
{
    public static TrainingLog Empty { get; } = new([], 0, 0);

    /// <summary>Of the loss's terms since the last line.</summary>
    public IReadOnlyList<PartSum> Parts { get; init; } = [];

    /// <summary>step, loss, the terms, lr, lr_GROUP of the groups after the first, seconds.</summary>
    public byte[] ToCsv()
    {
        var parts = Rows.SelectMany(row => row.Parts).Select(part => part.Key).Distinct(StringComparer.Ordinal).ToList();
        var rates = Rows.SelectMany(row => row.OtherRates).Select(rate => rate.Key).Distinct(StringComparer.Ordinal).ToList();
        return new CsvTable(["step", "loss", .. parts, "lr", .. rates.Select(rate => $"lr_{rate}"), "seconds"], [.. Rows.Select(row => Texts(row, parts, rates))]).ToBytes();
    }

    /// <param name="every">Steps between lines.</param>
    internal TrainingLog Add(TrainingStep step, int every)
    {
        var (sum, count, sums) = (Sum + step.Loss, Count + 1, PartSum.Add(Parts, step.Parts));
        return step.Step % every != 0
            ? new TrainingLog(Rows, sum, count) { Parts = sums }
            : Empty with
            {
                Rows = Rows.Add(new LogRow(step.Step, sum / count, step.Rates[0].Value, step.Seconds)
                {
                    Parts = [.. sums.Select(part => KeyValuePair.Create(part.Name, part.Sum / part.Count))],
                    OtherRates = [.. step.Rates.Skip(1)],
                }),
            };
    }

    private static IReadOnlyList<string> Texts(LogRow row, IEnumerable<string> parts, IEnumerable<string> rates) =>
    [
        row.Step.ToString(CultureInfo.InvariantCulture),
        row.Loss.ToString("F4", CultureInfo.InvariantCulture),
        .. parts.Select(name => Text(row.Parts, name, "G6")),
        row.LearningRate.ToString("G10", CultureInfo.InvariantCulture),
        .. rates.Select(name => Text(row.OtherRates, name, "G10")),
        row.Seconds.ToString("F1", CultureInfo.InvariantCulture),
    ];

    private static string Text(IReadOnlyList<KeyValuePair<string, double>> values, string name, string format) =>
        values.Where(value => value.Key == name).Select(value => value.Value.ToString(format, CultureInfo.InvariantCulture)).FirstOrDefault(string.Empty);
}
