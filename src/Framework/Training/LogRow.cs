namespace Research.Framework.Training;

/// <summary>One line of a training's log.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean since the line before.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="Seconds">Since the start, interruptions left out.</param>
public sealed record LogRow(long Step, double Loss, double LearningRate, double Seconds);
