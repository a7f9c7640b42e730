namespace Research.Framework.Training;

/// <summary>How long a quantization-aware training takes, and on what.</summary>
/// <param name="Iterations">Steps of an epoch.</param>
/// <param name="Batch">Crops a step.</param>
/// <param name="Crop">Side in LR pixels.</param>
public sealed record QatSchedule(int Epochs, int Iterations, int Batch, int Crop)
{
    public long Steps => (long)Epochs * Iterations;

    /// <summary>This one, with what is given in the place of its own.</summary>
    public QatSchedule With(int? epochs, int? iterations, int? batch, int? crop) => new(epochs ?? Epochs, iterations ?? Iterations, batch ?? Batch, crop ?? Crop);

    /// <summary>What is wrong; null for nothing.</summary>
    public string? Problem() =>
        Epochs is < 1 or > 100_000 ? $"epochs must lie in 1..100000; given {Epochs}"
        : Iterations is < 1 or > 1_000_000 ? $"iterations (steps an epoch) must lie in 1..1000000; given {Iterations}"
        : Batch is < 1 or > 4096 ? $"batch must lie in 1..4096; given {Batch}"
        : Crop is < 4 or > 1024 ? $"crop must lie in 4..1024 LR pixels; given {Crop}"
        : null;
}
