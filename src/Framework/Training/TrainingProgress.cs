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
}
