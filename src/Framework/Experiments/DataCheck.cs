using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>What only shows in the images: that sets which are evaluated have HR, and that sets which must not are not the same.</summary>
internal static class DataCheck
{
    /// <summary>As far as the images are at hand.</summary>
    public static IEnumerable<(string Section, string Message)> Problems(Experiment experiment, Catalogs catalogs, ResearchPaths paths)
    {
        OpenedDataset? Open(DatasetChoice choice) => OpenedDataset.AtHand(choice, catalogs, paths);
        List<OpenedDataset> evaluated = [.. experiment.Datasets.Select(Open).OfType<OpenedDataset>()];
        foreach (var set in evaluated.Where(set => !set.Images.HasHr))
        {
            yield return ("datasets", $"'{set.Name}' has no HR images, so nothing can be evaluated on it");
        }

        IEnumerable<int> Scales(Func<MethodChoice, bool> sees) => experiment.Methods.Any(sees) ? experiment.Networks.Select(network => network.Scale) : [];
        var seen = new SeenImages(
            evaluated, experiment.Calibration is { } calibration ? Open(calibration) : null, [.. experiment.Training.Select(Open).OfType<OpenedDataset>()], experiment.Validation is { } validation ? Open(validation) : null,
            [.. Scales(method => method.NeedsCalibration)], [.. Scales(method => method.NeedsTraining)]);
        foreach (var problem in seen.Problems(experiment))
        {
            yield return problem;
        }
    }
}
