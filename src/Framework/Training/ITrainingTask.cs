using TorchSharp;

namespace Research.Framework.Training;

/// <summary>What is trained, and by which loss: in this alone plain training, distillation and quantization-aware training differ.</summary>
public interface ITrainingTask
{
    /// <summary>What the gradient changes, and at which rates.</summary>
    IReadOnlyList<OptimizerGroup> Groups { get; }

    /// <summary>What changes otherwise and so belongs to a checkpoint, by name: running statistics, flags of quantizers.</summary>
    IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    /// <summary>One forward pass. A function of parameters, buffers, batch and step alone: a resumed training repeats it.</summary>
    /// <param name="step">Steps done before this one.</param>
    TrainingLoss Loss(TrainingBatch batch, long step);
}
