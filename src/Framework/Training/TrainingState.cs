using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>One Adam over the groups of a task, and all tensors that decide how its training goes on.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly IReadOnlyList<OptimizerGroup> _groups;
    private readonly Adam _adam;
    private readonly AdamState _moments;

    /// <exception cref="ArgumentException">Two tensors of the task have the same name.</exception>
    internal TrainingState(ITrainingTask task)
    {
        _groups = task.Groups;
        Parameters = [.. _groups.SelectMany(group => group.Parameters)];
        _adam = torch.optim.Adam(_groups.Select(group => new Adam.ParamGroup(group.Parameters.Select(parameter => parameter.Value).ToArray(), group.Schedule.Start)).ToArray());
        _moments = new AdamState(Parameters, _adam);
        Tensors = [.. Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (torch.Tensor)parameter.Value)), .. task.Buffers, .. _moments.Tensors];
        if (Tensors.CountBy(tensor => tensor.Key, StringComparer.Ordinal).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"Two tensors of the training are named '{twice}'.", nameof(task));
        }
    }

    internal IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    internal IReadOnlyList<KeyValuePair<string, torch.Tensor>> Tensors { get; }

    /// <param name="step">Steps done.</param>
    internal void Save(CheckpointFolder folder, long step, double seconds, TrainingLog log)
    {
        var updates = _moments.Updates;
        folder.Save(Tensors, step, seconds, log, updates.All(count => count == step) ? null : updates);
    }

    /// <returns>Where it stands: at the start, where there is no good checkpoint.</returns>
    internal Checkpoint Load(CheckpointFolder? folder)
    {
        var start = folder?.Load(Tensors) ?? new Checkpoint(0, string.Empty, string.Empty, 0, TrainingLog.Empty);
        _moments.Steps = start.Step;
        _moments.Updates = start.Updates ?? _moments.Updates;
        return start;
    }

    /// <summary>The groups' rates, by name.</summary>
    /// <param name="step">Steps done before this one.</param>
    internal IReadOnlyList<KeyValuePair<string, double>> Rates(long step) => [.. _groups.Select(group => KeyValuePair.Create(group.Name, group.Schedule.At(step)))];

    /// <summary>One step down the gradient. A parameter that the loss does not reach stays, and Adam does not count the step for it.</summary>
    /// <returns>The parameter whose gradient is not finite, and nothing was moved; null where all are.</returns>
    internal string? Descend(torch.Tensor loss, IReadOnlyList<KeyValuePair<string, double>> rates)
    {
        foreach (var (_, parameter) in Parameters)
        {
            parameter.grad = null; // Rather than zero: else a resumed training, which begins without any, would differ.
        }

        loss.backward();
        if (WithoutFiniteGradient() is { } name)
        {
            return name;
        }

        foreach (var (group, rate) in _adam.ParamGroups.Zip(rates))
        {
            group.LearningRate = rate.Value;
        }

        _adam.step();
        return null;
    }

    public void Dispose() => _adam.Dispose();

    private string? WithoutFiniteGradient()
    {
        using var scope = torch.NewDisposeScope();
        var gradients = Parameters.Where(parameter => parameter.Value.grad is not null).Select(parameter => (parameter.Key, Gradient: parameter.Value.grad!)).ToList();
        if (gradients.Count == 0 || FiniteSearch.IsFinite(torch.stack(gradients.Select(parameter => parameter.Gradient.sum()))))
        {
            return null; // A sum is finite only where all is: seldom must each be looked at.
        }

        return gradients.Where(parameter => !FiniteSearch.IsFinite(parameter.Gradient)).Select(parameter => parameter.Key).FirstOrDefault();
    }
}
