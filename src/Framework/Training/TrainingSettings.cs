namespace Research.Framework.Training;

/// <summary>What changes nothing about the weights.</summary>
/// <param name="StepTable">Every step as a line of <c>steps.csv</c> beside the checkpoints.</param>
/// <param name="Events">Every step for TensorBoard, in <c>events/</c> beside the checkpoints.</param>
public sealed record TrainingSettings(bool StepTable = false, bool Events = false)
{
    /// <summary>Longest time between checkpoints.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Told of checkpoints that cannot be used.</summary>
    public Action<string>? Notices { get; init; }
}
