using System.Collections.Immutable;
using System.Globalization;
using Research.Framework.Tables;

namespace Research.Framework.Training;

/// <summary>How the loss went: a line every so many steps, and what has been summed up for the next.</summary>
/// <param name="Sum">Of the losses since the last line.</param>
public sealed record TrainingLog(ImmutableArray<LogRow> Rows, double Sum, int Count)
{
    public static TrainingLog Empty { get; } = new([], 0, 0);

    /// <summary>step, loss, lr, seconds.</summary>
    public byte[] ToCsv() => new CsvTable(["step", "loss", "lr", "seconds"], [.. Rows.Select(Texts)]).ToBytes();

    /// <param name="step">Steps done, this one included.</param>
    internal TrainingLog Add(long step, double loss, double learningRate, double seconds, int every)
    {
        var (sum, count) = (Sum + loss, Count + 1);
        return step % every == 0 ? new TrainingLog(Rows.Add(new LogRow(step, sum / count, learningRate, seconds)), 0, 0) : new TrainingLog(Rows, sum, count);
    }

    private static IReadOnlyList<string> Texts(LogRow row) =>
    [
        row.Step.ToString(CultureInfo.InvariantCulture),
        row.Loss.ToString("F4", CultureInfo.InvariantCulture),
        row.LearningRate.ToString("R", CultureInfo.InvariantCulture),
        row.Seconds.ToString("F1", CultureInfo.InvariantCulture),
    ];
}
