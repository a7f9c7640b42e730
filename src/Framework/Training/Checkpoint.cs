namespace Research.Framework.Training;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="State">Name of the file of tensors.</param>
/// <param name="Sha256">Of that file.</param>
/// <param name="Seconds">That the steps took.</param>
/// <param name="Updates">How often the optimiser moved each parameter; null: at every step.</param>
public sealed record Checkpoint(long Step, string State, string Sha256, double Seconds, TrainingLog Log, IReadOnlyList<long>? Updates = null);
