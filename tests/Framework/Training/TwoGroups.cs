using Research.Framework.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Tests.Framework.Training;

/// <summary>Two numbers with rates of their own; the loss reaches the second at even steps alone.</summary>
internal sealed class TwoGroups : ITrainingTask, IDisposable
{
    internal const int Steps = 7;

    internal Parameter First { get; } = new(torch.tensor([1f, -2f]));

    internal Parameter Second { get; } = new(torch.tensor([3f]));

    public IReadOnlyList<OptimizerGroup> Groups =>
    [
        new("weights", [new("first", First)], new StepSchedule(0.1, [4])),
        new("alpha", [new("second", Second)], new StepSchedule(0.01, [2, 4], 0.1)),
    ];

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers => [];

    public TrainingLoss Loss(TrainingBatch batch, long step)
    {
        var (near, far) = (First.square().sum(), Second.square().sum());
        return step % 2 == 0
            ? new TrainingLoss(near + far, [new("near", near.item<float>()), new("far", far.item<float>())])
            : new TrainingLoss(near, [new("near", near.item<float>())]);
    }

    internal TrainingOutcome Run(CheckpointFolder? folder, int steps = Steps, IProgress<TrainingProgress>? progress = null) =>
        new Trainer(_ => new TrainingBatch(torch.zeros(5), torch.zeros(5)), steps) { Checkpoints = folder, LogEvery = 3, Progress = progress }.Run(this, CancellationToken.None);

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
