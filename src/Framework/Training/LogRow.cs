namespace Research.Framework.Training;

/// <summary>One line of a training's log.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean since the line before.</param>
/// <param name="LearningRate">Of this step, of the first group of parameters.</param>
/// <param name="Seconds">Since the start, interruptions left out.</param>
public sealed record LogRow(long Step, double Loss, double LearningRate, double Seconds)
{
    /// <summary>The terms' means since the line before, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Parts { get; init; } = [];

    /// <summary>Rates of the groups after the first, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> OtherRates { get; init; } = [];
}
