using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>All tensors that decide how a training goes on, and Adam's count of steps.</summary>
internal sealed class TrainingState
{
    private readonly IReadOnlyList<Adam.State> _moments;

    /// <param name="adam">Over the task's parameters, in their order.</param>
    internal TrainingState(ITrainingTask task, Adam adam)
    {
        _moments = [.. adam.state_dict().State.Cast<Adam.State>()];
        Tensors =
        [
            .. task.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (torch.Tensor)parameter.Value)),
            .. task.Buffers,
            .. task.Parameters.Zip(_moments, (parameter, moments) => KeyValuePair.Create($"adam.mean:{parameter.Key}", moments.exp_avg)),
            .. task.Parameters.Zip(_moments, (parameter, moments) => KeyValuePair.Create($"adam.square:{parameter.Key}", moments.exp_avg_sq)),
        ];
    }

    internal IReadOnlyList<KeyValuePair<string, torch.Tensor>> Tensors { get; }

    /// <param name="step">Steps done.</param>
    internal void Restore(IReadOnlyDictionary<string, torch.Tensor> saved, long step)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in Tensors)
        {
            tensor.copy_(saved[name]);
        }

        foreach (var moments in _moments)
        {
            moments.step = step;
        }
    }
}
