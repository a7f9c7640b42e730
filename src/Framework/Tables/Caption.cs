using System.Globalization;
using Research.Framework.Costs;
using Research.Framework.Data;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>What a reader must know to compare the numbers: how, on what and with what they were made, and what is missing.</summary>
public static class Caption
{
    /// <summary>How the line about missing cells begins.</summary>
    public const string NotRun = "Not run yet";

    public static IEnumerable<string> Lines(ExperimentResult result)
    {
        var plan = result.Plan;
        var experiment = plan.Experiment;
        if (experiment.Description is { } description)
        {
            yield return description.ReplaceLineEndings(" ").Trim();
        }

        yield return $"Profile {plan.Profile.Name()}; protocol {experiment.Protocol.Name}; {Seeds(experiment)}; means over the images.";
        yield return $"Data: {string.Join("; ", plan.Datasets.Select(Describe))}.";
        if (plan.Calibration is { } calibration)
        {
            yield return $"Calibration: {Describe([calibration])}.";
        }

        if (!plan.Training.IsEmpty)
        {
            yield return $"Training: {Describe(plan.Training)}.";
        }

        if (plan.Validation is { } validation)
        {
            yield return $"Validation, by which trained networks are chosen: {Describe([validation])}.";
        }

        if (!plan.ChosenOnTest.IsEmpty)
        {
            yield return $"CHOSEN ON TEST IMAGES: {Numbers.Whole(plan.ChosenOnTest.Length)} images by which trained networks are chosen are also evaluated, as the experiment allows.";
        }

        foreach (var metric in experiment.Metrics.Where(metric => metric != FeatureBits.Fab || experiment.Table != TableKind.Comparison))
        {
            yield return $"`{metric.Info.Column}`: {metric.Info.Id} version {Numbers.Whole(metric.Info.Version)}, {metric.Info.Convention}.";
        }

        foreach (var group in plan.Skipped.GroupBy(part => part.Reason, StringComparer.Ordinal))
        {
            yield return $"Left out because {group.Key} ({Numbers.Whole(group.Count())}): {string.Join(", ", group.Select(part => part.Name))}.";
        }

        if (!plan.Leaks.IsEmpty)
        {
            yield return $"LEAK: {Numbers.Whole(plan.Leaks.Length)} images are calibrated or trained on and also evaluated, as the experiment allows: {string.Join("; ", plan.Leaks)}.";
        }

        foreach (var flag in SanityFlags.Of(result.Rows))
        {
            yield return flag;
        }

        if (!result.NotRun.IsEmpty)
        {
            yield return $"{NotRun} ({Numbers.Whole(result.NotRun.Length)}): {MissingCells.Describe(plan, result.NotRun)}.";
        }

        foreach (var failure in result.Failures)
        {
            yield return $"Failed: {failure.Label}: {failure.Message.ReplaceLineEndings(" ")}";
        }
    }

    internal static string Describe(OpenedDataset dataset)
    {
        var count = dataset.Images.ImageIds.Count;
        var text = string.Create(CultureInfo.InvariantCulture, $"{dataset.Name} ({count} image{(count == 1 ? string.Empty : "s")})");
        return dataset.WhyNotPreferred is null ? text : $"{text} in place of {dataset.Choice.Prefer}, which this machine does not have";
    }

    internal static string Describe(IEnumerable<OpenedDataset> sets) =>
        string.Join("; ", sets.Select(set => $"{Describe(set)}{set.Choice.Use switch { ImageUse.Hr => ", taken as HR", ImageUse.Lr => ", taken as LR", _ => string.Empty }}"));

    private static string Seeds(Experiment experiment) =>
        $"seed{(experiment.Seeds.Length == 1 ? string.Empty : "s")} {string.Join(", ", experiment.Seeds.Select(seed => Numbers.Whole(seed)))}";
}
