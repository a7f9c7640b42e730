using System.Text.Json.Nodes;

namespace Research.Framework.Training;

/// <summary>A training as written.</summary>
/// <param name="Name">Of the weights that it makes, and of their file.</param>
/// <param name="Crop">Side in LR pixels.</param>
/// <param name="Parameters">The architecture's hyper-parameters.</param>
internal sealed record TrainingDocument(
    string Name,
    string Title,
    string Network,
    int Scale,
    JsonArray Images,
    JsonNode Validation,
    int Crop,
    int Batch,
    long Steps,
    double LearningRate,
    string Licence,
    JsonObject? Parameters = null,
    InitialWeights Initial = InitialWeights.Pytorch,
    StartDocument? Start = null,
    PixelLoss Loss = PixelLoss.L1,
    ScheduleDocument? Schedule = null,
    long Seed = 1,
    int LogEvery = 100);

/// <summary>See <see cref="TrainingStart"/>.</summary>
/// <param name="Rename">The new network's beginnings of names by the old one's.</param>
internal sealed record StartDocument(string From, JsonObject? Rename = null, IReadOnlyList<string>? Identity = null, IReadOnlyList<string>? Except = null);

/// <param name="Milestones">Steps after which the learning rate is multiplied by the factor.</param>
internal sealed record ScheduleDocument(IReadOnlyList<long> Milestones, double Factor = 0.5);
