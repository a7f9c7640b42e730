using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>What is trained, and by which loss: in this alone plain training, distillation and quantization-aware training differ.</summary>
public interface ITrainingTask
{
    /// <summary>What the gradient changes, by name. The same tensors, in the same order, during the whole training.</summary>
    IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>What changes otherwise and so belongs to a checkpoint, by name: running statistics, flags of quantizers.</summary>
    IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    /// <summary>One forward pass.</summary>
    /// <param name="step">Steps done before this one.</param>
    /// <returns>A scalar with gradients.</returns>
    torch.Tensor Loss(TrainingBatch batch, long step);
}
