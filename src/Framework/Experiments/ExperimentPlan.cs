using System.Collections.Immutable;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>What will be run on this machine: every cell, on data that could be opened.</summary>
/// <param name="Leaks">Images that are calibrated or trained on and also evaluated; none unless the experiment allows it.</param>
public sealed record ExperimentPlan(
    Experiment Experiment,
    Budget Profile,
    ImmutableArray<QuantizeCell> Cells,
    ImmutableArray<OpenedDataset> Datasets,
    OpenedDataset? Calibration,
    ImmutableArray<SkippedPart> Skipped,
    ImmutableArray<string> Leaks)
{
    /// <summary>Sets whose images are trained on together, as far as they are at hand.</summary>
    public ImmutableArray<OpenedDataset> Training { get; init; } = [];

    public OpenedDataset? Validation { get; init; }

    /// <summary>Images that networks are chosen by and also evaluated; none unless the experiment allows it.</summary>
    public ImmutableArray<string> ChosenOnTest { get; init; } = [];

    /// <summary>The sets that methods see.</summary>
    public IEnumerable<OpenedDataset> Seen => new[] { Calibration }.Concat(Training).Append(Validation).OfType<OpenedDataset>();

    /// <summary>Every cell on every of its data sets, in the order of the rows.</summary>
    public IEnumerable<EvaluateCell> Evaluations => Cells.SelectMany(EvaluationsOf);

    /// <summary>What is odd about the folders of the data.</summary>
    public IEnumerable<string> Notes => Datasets.Concat(Seen).SelectMany(dataset => dataset.Images.Notes).Distinct();

    public IEnumerable<EvaluateCell> EvaluationsOf(QuantizeCell cell) => DatasetsOf(cell).Select(dataset => new EvaluateCell(cell, dataset) { Detail = new EvaluationDetail(Experiment.Tiles, ImageCrop.Of(Experiment.Crops, dataset)) });

    public IEnumerable<OpenedDataset> DatasetsOf(QuantizeCell cell) => Datasets.Where(dataset => !IsExcepted(cell.Network, dataset));

    /// <exception cref="ResearchException">Data or weights that are not optional are not at hand, a crop does not lie within its image, images to train or validate on lack HR, or an image is calibrated on, trained on or chosen by that must not be.</exception>
    public static ExperimentPlan Make(Experiment experiment, Budget profile, Catalogs catalogs, ResearchPaths paths)
    {
        var skipped = new List<SkippedPart>();
        var loader = new NetworkLoader(catalogs.Networks, paths);
        var networks = experiment.Networks.Where(network => IsAtHand(network, loader, paths, skipped)).ToList();
        var datasets = experiment.Datasets.Select(choice => OpenedDataset.Open(choice, catalogs, paths, skipped)).OfType<OpenedDataset>().ToImmutableArray();
        OpenedDataset? OpenOther(DatasetChoice? choice) => choice is null ? null : OpenedDataset.Open(choice, catalogs, paths, skipped);
        var (calibration, validation) = (OpenOther(experiment.Calibration), OpenOther(experiment.Validation));
        var training = experiment.Training.Select(OpenOther).OfType<OpenedDataset>().DistinctBy(set => (set.Name, set.Choice.Use)).ToImmutableArray(); // Two may have the same in their place.
        RequireHr(experiment, "training", training);
        RequireHr(experiment, "validation", validation is null ? [] : [validation]);

        foreach (var (crop, dataset) in datasets.SelectMany(dataset => ImageCrop.Of(experiment.Crops, dataset).Select(crop => (crop, dataset))))
        {
            Check(crop, dataset, experiment);
        }

        skipped.AddRange(
            from network in networks
            from dataset in datasets
            where IsExcepted(network, dataset)
            select new SkippedPart($"{network.Label} on {dataset.Name}", "the experiment excepts it", Intended: true));
        var cells =
            from network in networks
            where datasets.Any(dataset => !IsExcepted(network, dataset))
            from method in experiment.Methods
            from seed in experiment.Seeds
            select new QuantizeCell(network, method, seed);
        var plan = new ExperimentPlan(experiment, profile, [.. cells], datasets, calibration, [.. skipped], []) { Training = training, Validation = validation };
        IReadOnlyList<int> Scales(Func<MethodChoice, bool> sees) => [.. plan.Cells.Where(cell => sees(cell.Method)).Select(cell => cell.Network.Scale).Distinct()];
        var seen = new SeenImages(datasets, calibration, training, validation, Scales(method => method.NeedsCalibration), Scales(method => method.NeedsTraining));
        var problems = seen.Problems(experiment).Select(problem => $"{experiment.Name}: {problem.Message}").ToList();
        return problems.Count > 0
            ? throw new ResearchException(string.Join('\n', problems))
            : plan with { Leaks = [.. seen.Leaks], ChosenOnTest = [.. seen.ChosenOnTest] };
    }

    private static void Check(ImageCrop crop, OpenedDataset dataset, Experiment experiment)
    {
        try
        {
            crop.Check(dataset.Images, experiment.Networks.Select(network => network.Scale));
        }
        catch (ResearchException problem)
        {
            throw new ResearchException($"{experiment.Name}: {problem.Message}", problem);
        }
    }

    private static void RequireHr(Experiment experiment, string section, IEnumerable<OpenedDataset> sets)
    {
        if (sets.FirstOrDefault(set => !set.Images.HasHr) is { } lacking)
        {
            throw new ResearchException($"{experiment.Name}: '{lacking.Name}' has no HR images; name another set under '{section}'.");
        }
    }

    private static bool IsExcepted(NetworkChoice network, OpenedDataset dataset) => network.Except.Contains(dataset.Choice.Prefer, StringComparer.Ordinal);

    private static bool IsAtHand(NetworkChoice network, NetworkLoader loader, ResearchPaths paths, List<SkippedPart> skipped)
    {
        if (loader.IsAvailable(network.Weights))
        {
            return true;
        }

        if (!network.Optional)
        {
            network.Weights.Locate(paths); // Says where it was looked for, and what to do.
        }

        if (!skipped.Exists(part => part.Name == network.Weights.Id))
        {
            skipped.Add(new SkippedPart(network.Weights.Id, "the weights are not at hand"));
        }

        return false;
    }
}
