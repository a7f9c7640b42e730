using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Networks;

namespace Research.Tests.Framework.Training;

/// <summary>Six steps of a tiny network on tiny images, which can be killed after any of them.</summary>
internal sealed class TinyTraining : IDisposable
{
    internal const int Steps = 6;

    private static readonly ImagePair[] Images = [.. Enumerable.Range(0, 3).Select(i => MadeUpPairs.Random(9 + i, 8, 2, i))];

    /// <param name="network">Id and parameters, with a space between.</param>
    internal TinyTraining(string network)
    {
        var space = network.IndexOf(' ', StringComparison.Ordinal);
        Network = new SrNetwork(new KnownNetwork(network[..space], network[space..], 2).Build());
        Initialisation.Fill(Network, new Seeds(5));
    }

    internal SrNetwork Network { get; }

    /// <param name="interval">Between checkpoints; zero for one after every step.</param>
    internal TrainingOutcome Run(
        CheckpointFolder? folder, int? killAfter = null, TimeSpan interval = default, (int Step, CancellationTokenSource Source)? cancelAfter = null, Action<double>? onLoss = null,
        Func<ITrainingTask, ITrainingTask>? task = null) =>
        new Trainer(new CropSampler(Images, 2, 6, 2, new Seeds(6)).Draw, Steps)
        {
            Checkpoints = folder,
            CheckpointInterval = interval,
            LogEvery = 2,
            Progress = new Reports(progress =>
            {
                onLoss?.Invoke(progress.Loss);
                if (progress.Step >= killAfter)
                {
                    throw new Killed();
                }

                if (progress.Step == cancelAfter?.Step)
                {
                    cancelAfter?.Source.Cancel();
                }
            }),
        }.Run((task ?? (same => same))(new PlainTraining(Network, new StepSchedule(1e-2, [3, 5]))), cancelAfter?.Source.Token ?? CancellationToken.None);

    public void Dispose() => Network.Dispose();

    internal sealed class Killed : Exception;

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
