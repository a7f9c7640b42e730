namespace Research.Framework.Training;

/// <summary>What a training took.</summary>
/// <param name="ResumedAt">Steps that an earlier, interrupted process had done.</param>
/// <param name="Seconds">Of all processes that took part, interruptions left out.</param>
/// <param name="WaitShare">Part of this process's time in which the next batch was not ready yet, 0..1.</param>
public sealed record TrainingOutcome(TrainingLog Log, long ResumedAt, double Seconds, double WaitShare);
