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

    /// <summary>The same, with a probe in the trained network's pass: to find where a value stops being finite. What it changes does not matter, the training ends.</summary>
    /// <param name="probe">See <see cref="Graph.GraphPass.Probe"/>.</param>
    TrainingLoss Probed(TrainingBatch batch, long step, Func<string, torch.Tensor, torch.Tensor> probe) => Loss(batch, step);
}
