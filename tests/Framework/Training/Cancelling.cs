using Research.Framework.Training;
using TorchSharp;

namespace Research.Tests.Framework.Training;

/// <summary>A task whose work is interrupted at the beginning of a step.</summary>
/// <param name="at">Steps done before.</param>
internal sealed class Cancelling(ITrainingTask inner, long at) : ITrainingTask
{
    public IReadOnlyList<OptimizerGroup> Groups => inner.Groups;

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers => inner.Buffers;

    public TrainingLoss Loss(TrainingBatch batch, long step) => step == at ? throw new OperationCanceledException() : inner.Loss(batch, step);
}
