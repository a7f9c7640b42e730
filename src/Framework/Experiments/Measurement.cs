using System.Collections.Immutable;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Framework.Experiments;

/// <summary>What an evaluated cell gave.</summary>
/// <param name="ModelBytes">See <see cref="Costs.ModelSize"/>.</param>
/// <param name="QuantizeSeconds">Loading, calibration and training; shared by all data sets of the cell.</param>
public sealed record Measurement(EvaluateCell Cell, EvaluationResult Evaluation, NominalBits Bits, string WeightsSha256, long ModelBytes, double QuantizeSeconds)
{
    /// <summary>Of the method, while it made the network; shared by all data sets of the cell.</summary>
    public MethodNotes Notes { get; init; } = MethodNotes.None;

    /// <summary>What the network made of the experiment's crops of this data set.</summary>
    public ImmutableArray<CropPicture> Crops { get; init; } = [];

    internal ResultRow Row(ExperimentPlan plan)
    {
        var cell = Cell.Quantize;
        return new ResultRow
        {
            Experiment = plan.Experiment.Name,
            Profile = plan.Profile,
            Method = cell.Method.Identity.Method,
            Options = cell.Method.Identity.OptionsText,
            Weights = cell.Network.Weights.Id,
            Network = cell.Network.Weights.Network,
            Scale = cell.Network.Scale,
            Dataset = Evaluation.Dataset,
            Images = Evaluation.Images.Count,
            Seed = cell.Seed,
            Protocol = Evaluation.Protocol,
            Engine = cell.Method.Method.Info.Engine,
            WeightBits = Bits.Weights,
            ActivationBits = Bits.Activations,
            FeatureAverageBits = Evaluation.FeatureAverageBits,
            Metrics = plan.Experiment.Metrics.ToDictionary(metric => metric.Info.Id, metric => Evaluation.Mean(metric.Info.Id), StringComparer.Ordinal),
            WeightsSha256 = WeightsSha256,
            DatasetSha256 = Evaluation.DatasetHash,
            ModelBytes = ModelBytes,
            TrainingImages = Notes.TrainingImages,
        };
    }
}
