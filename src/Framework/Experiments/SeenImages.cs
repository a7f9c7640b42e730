namespace Research.Framework.Experiments;

/// <summary>The images that methods see, beside those that they are evaluated on: none may be both, and none trained on and chosen by.</summary>
/// <param name="Calibrated">Scales of the networks that are calibrated.</param>
/// <param name="Trained">Scales of the networks that are trained.</param>
internal sealed record SeenImages(
    IReadOnlyList<OpenedDataset> Evaluated, OpenedDataset? Calibration, IReadOnlyList<OpenedDataset> Training, OpenedDataset? Validation, IReadOnlyList<int> Calibrated, IReadOnlyList<int> Trained)
{
    private IReadOnlyList<string> Calibrating { get; } = Calibration is null ? [] : LeakGuard.Find(Calibration.Images, Evaluated, Calibrated);

    private IReadOnlyList<string> TrainedOn { get; } = [.. Training.SelectMany(set => LeakGuard.Find(set.Images, Evaluated, Trained)).Distinct()];

    /// <summary>Images that are calibrated or trained on and also evaluated, a line each.</summary>
    public IReadOnlyList<string> Leaks => [.. Calibrating.Union(TrainedOn)];

    /// <summary>Images that networks are chosen by and also evaluated, a line each.</summary>
    public IReadOnlyList<string> ChosenOnTest { get; } = Validation is null ? [] : LeakGuard.Find(Validation.Images, Evaluated, Trained);

    /// <summary>What the experiment does not allow, by the key of the file.</summary>
    public IEnumerable<(string Section, string Message)> Problems(Experiment experiment)
    {
        if (!experiment.AllowLeak && LeakGuard.Describe(Calibrating) is { } calibrated)
        {
            yield return ("calibration", calibrated);
        }

        if (!experiment.AllowLeak && LeakGuard.Describe(TrainedOn) is { } trained)
        {
            yield return ("training", trained);
        }

        if (!experiment.SelectOnTest && ChosenOnTest is { Count: > 0 } chosen)
        {
            yield return ("validation", $"networks would be chosen by images that are also evaluated: {LeakGuard.Shorten(chosen)}. Name other images under 'validation', or write 'select_on_test: true' and have it said under every table.");
        }

        if (Validation is not null && Training.SelectMany(set => LeakGuard.Find(set.Images, [Validation], Trained)).Distinct().ToList() is { Count: > 0 } both)
        {
            yield return ("validation", $"networks would be chosen by images that they are trained on: {LeakGuard.Shorten(both)}. Name other images under 'validation', or train on others.");
        }
    }
}
