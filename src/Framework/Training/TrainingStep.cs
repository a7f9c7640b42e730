namespace Research.Framework.Training;

/// <summary>One step of a training.</summary>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Parts">The loss's terms, by name.</param>
/// <param name="Rates">Of the groups of parameters, by name; the first group's first.</param>
/// <param name="Seconds">Since the start, interruptions left out.</param>
public sealed record TrainingStep(
    long Step, double Loss, IReadOnlyList<KeyValuePair<string, double>> Parts, IReadOnlyList<KeyValuePair<string, double>> Rates, double Seconds);
