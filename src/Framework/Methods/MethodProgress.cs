namespace Research.Framework.Methods;

/// <param name="Phase">What is being done: "calibration", or the name of the data set that is evaluated.</param>
/// <param name="Done">Steps done of <paramref name="Total"/>.</param>
public readonly record struct MethodProgress(string Phase, long Done, long Total)
{
    /// <summary>What is worth a line of its own, now and then: "loss 3.2, fab 6.91, ...".</summary>
    public string? News { get; init; }
}
