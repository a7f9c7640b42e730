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
    ScheduleDocument? Schedule = null,
    long Seed = 1,
    int LogEvery = 100);

/// <param name="Milestones">Steps after which the learning rate is multiplied by the factor.</param>
internal sealed record ScheduleDocument(IReadOnlyList<long> Milestones, double Factor = 0.5);
