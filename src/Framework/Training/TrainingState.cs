using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>All tensors that decide how a training goes on.</summary>
internal sealed class TrainingState
{
    /// <param name="adam">Over the task's parameters, in their order.</param>
    internal TrainingState(ITrainingTask task, Adam adam)
    {
        Moments = new AdamState(task.Parameters, adam);
        Tensors =
        [
            .. task.Parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (torch.Tensor)parameter.Value)),
            .. task.Buffers,
            .. Moments.Tensors,
        ];
    }

    internal AdamState Moments { get; }

    internal IReadOnlyList<KeyValuePair<string, torch.Tensor>> Tensors { get; }
}
