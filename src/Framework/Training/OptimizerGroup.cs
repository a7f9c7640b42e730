using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>Parameters that share a learning rate and its schedule. One Adam goes over all groups of a training.</summary>
/// <param name="Name">Of the rate in logs: <c>weights</c>, <c>alpha</c>.</param>
/// <param name="Parameters">By names that no other group has; the same tensors, in the same order, during the whole training.</param>
public sealed record OptimizerGroup(string Name, IReadOnlyList<KeyValuePair<string, Parameter>> Parameters, StepSchedule Schedule);
