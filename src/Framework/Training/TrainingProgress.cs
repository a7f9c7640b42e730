using System.Globalization;

namespace Research.Framework.Training;

/// <summary>How far a training is, told after every step.</summary>
/// <param name="Step">Steps done of <paramref name="Steps"/>.</param>
/// <param name="Loss">Of this step.</param>
/// <param name="Parts">Its terms, by name.</param>
/// <param name="Log">The line that this step ended, else null.</param>
/// <param name="StepsPerSecond">Since the start or the resumption.</param>
/// <param name="ImagesPerSecond">Crops, since the start or the resumption.</param>
/// <param name="WaitShare">Part of this process's time in which the next batch was not ready yet, 0..1.</param>
public readonly record struct TrainingProgress(
    long Step, long Steps, double Loss, IReadOnlyList<KeyValuePair<string, double>> Parts, LogRow? Log, double StepsPerSecond, double ImagesPerSecond, double WaitShare)
{
    /// <summary>Until the end, at the speed so far.</summary>
    public double SecondsLeft => (Steps - Step) / StepsPerSecond;

    /// <summary>The line that this step ended, with the speed, the share of waiting for data and the time left, for people; else null.</summary>
    public string? News => Log is { } row
        ? string.Create(CultureInfo.InvariantCulture, $"loss {row.Loss:F4}{PartsText(row)}, lr {row.LearningRate:G10}, {ImagesPerSecond:F0} crops/s, {WaitShare:P0} waiting, {SecondsLeft:F0} s left")
        : null;

    private static string PartsText(LogRow row) => string.Concat(row.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $", {part.Key} {part.Value:G4}")));
}
