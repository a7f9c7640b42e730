using System.Diagnostics;
using System.Globalization;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>Trains with Adam (betas 0.9 and 0.999, eps 1e-8). Interrupted and run again, it gives the same tensors, byte for byte, as if nothing had happened.</summary>
/// <param name="batches">The batch of a step: a function of the step alone, thread-safe (see <see cref="CropSampler"/>).</param>
public sealed class Trainer(Func<long, TrainingBatch> batches, StepSchedule schedule, long steps)
{
    private static readonly TimeSpan EveryMinute = TimeSpan.FromMinutes(1);

    /// <summary>Where to go on from, and to save to; null: nowhere.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Longest time between checkpoints.</summary>
    public TimeSpan CheckpointInterval { get; init; } = EveryMinute;

    /// <summary>Steps between lines of the log.</summary>
    public int LogEvery { get; init; } = 100;

    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <exception cref="ResearchException">A loss or a parameter that is not finite: at which step, and which.</exception>
    /// <exception cref="OperationCanceledException">Asked for; where it stood is in the checkpoint.</exception>
    public TrainingOutcome Run(ITrainingTask task, CancellationToken cancellation)
    {
        using var adam = torch.optim.Adam(task.Parameters.Select(parameter => parameter.Value), schedule.Start);
        var state = new TrainingState(task, adam);
        var start = Checkpoints?.Load(state.Tensors) ?? new Checkpoint(0, string.Empty, string.Empty, 0, TrainingLog.Empty);
        state.Moments.Steps = start.Step;
        using var prefetch = new Prefetch(batches, start.Step, steps);
        var (log, clock, waited, saved) = (start.Log, Stopwatch.StartNew(), new Stopwatch(), TimeSpan.Zero);

        void Save(long step)
        {
            RequireFinite(task, step);
            Checkpoints?.Save(state.Tensors, step, start.Seconds + clock.Elapsed.TotalSeconds, log);
            saved = clock.Elapsed;
        }

        for (var step = start.Step; step < steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(step);
                cancellation.ThrowIfCancellationRequested();
            }

            waited.Start();
            using var batch = prefetch.Take();
            waited.Stop();
            var rate = schedule.At(step);
            var loss = Step(task, adam, batch, step, rate);
            var lines = log.Rows.Length;
            log = log.Add(step + 1, loss, rate, start.Seconds + clock.Elapsed.TotalSeconds, LogEvery);
            if (step + 1 == steps || clock.Elapsed - saved >= CheckpointInterval)
            {
                Save(step + 1);
            }

            Progress?.Report(new TrainingProgress(step + 1, steps, loss, log.Rows.Length > lines ? log.Rows[^1] : null, (step + 1 - start.Step) / clock.Elapsed.TotalSeconds));
        }

        return new TrainingOutcome(log, start.Step, start.Seconds + clock.Elapsed.TotalSeconds, waited.Elapsed / clock.Elapsed);
    }

    private static double Step(ITrainingTask task, Adam adam, TrainingBatch batch, long step, double rate)
    {
        using var scope = torch.NewDisposeScope();
        var loss = task.Loss(batch, step);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            RequireFinite(task, step);
            throw Stopped(step + 1, string.Create(CultureInfo.InvariantCulture, $"the loss is {value}"));
        }

        adam.zero_grad();
        loss.backward();
        foreach (var group in adam.ParamGroups)
        {
            group.LearningRate = rate;
        }

        adam.step();
        return value;
    }

    /// <param name="step">Steps done.</param>
    private static void RequireFinite(ITrainingTask task, long step)
    {
        using var scope = torch.NewDisposeScope();
        if (task.Parameters.FirstOrDefault(parameter => !parameter.Value.isfinite().all().item<bool>()) is { Key: { } name })
        {
            throw Stopped(step, $"'{name}' holds values that are not finite");
        }
    }

    private static ResearchException Stopped(long step, string why) => new($"The training was stopped at step {step}: {why}. A smaller learning rate often helps.");
}
