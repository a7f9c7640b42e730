using TorchSharp;

namespace Research.Framework.Training;

/// <summary>What a step minimises.</summary>
/// <param name="Total">A scalar with gradients.</param>
/// <param name="Parts">The terms' values in this step, by name: for log, events and progress; empty where there is one term alone.</param>
public sealed record TrainingLoss(torch.Tensor Total, IReadOnlyList<KeyValuePair<string, double>> Parts);
