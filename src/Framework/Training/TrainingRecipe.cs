using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Research.Framework.Experiments;

namespace Research.Framework.Training;

/// <summary>A training of a full-precision network, as read from <c>experiments/train/*.yaml</c>.</summary>
/// <param name="Name">Id of the weights that it makes: <c>edsr-tiny_x2</c>.</param>
/// <param name="Network">Id of the architecture.</param>
/// <param name="Images">Sets with HR.</param>
/// <param name="Validation">What the result is measured on; shares no image with <paramref name="Images"/>.</param>
/// <param name="Crop">Side in LR pixels.</param>
/// <param name="LogEvery">Steps between lines of the log.</param>
public sealed record TrainingRecipe(
    string Name,
    string Title,
    string Network,
    JsonObject Parameters,
    int Scale,
    ImmutableArray<DatasetChoice> Images,
    DatasetChoice Validation,
    int Crop,
    int Batch,
    long Steps,
    StepSchedule Schedule,
    string Licence,
    long Seed,
    int LogEvery,
    InitialWeights Initial = InitialWeights.Pytorch)
{
    /// <summary>Trained weights to start from; null: from scratch.</summary>
    public TrainingStart? Start { get; init; }

    public PixelLoss Loss { get; init; }
}
