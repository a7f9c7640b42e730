namespace Research.Framework.Training;

/// <summary>How far a training is, told after every step.</summary>
/// <param name="Step">Steps done of <paramref name="Steps"/>.</param>
/// <param name="Loss">Of this step.</param>
/// <param name="Log">The line that this step ended, else null.</param>
/// <param name="StepsPerSecond">Since the start or the resumption.</param>
public readonly record struct TrainingProgress(long Step, long Steps, double Loss, LogRow? Log, double StepsPerSecond);
