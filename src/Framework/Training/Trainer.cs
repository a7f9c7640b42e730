using System.Diagnostics;
using System.Globalization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Trains with Adam (betas 0.9 and 0.999, eps 1e-8). Interrupted and run again, it gives the same tensors, byte for byte, as if nothing had happened.</summary>
/// <param name="batches">The batch of a step: a function of the step alone, thread-safe (see <see cref="CropSampler"/>).</param>
public sealed class Trainer(Func<long, TrainingBatch> batches, long steps)
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
        using var state = new TrainingState(task);
        var start = state.Load(Checkpoints);
        using var prefetch = new Prefetch(batches, start.Step, steps);
        var (log, clock, waited, saved, images) = (start.Log, Stopwatch.StartNew(), new Stopwatch(), TimeSpan.Zero, 0L);

        void Save(long step)
        {
            RequireFinite(state, step);
            if (Checkpoints is not null)
            {
                state.Save(Checkpoints, step, start.Seconds + clock.Elapsed.TotalSeconds, log);
            }

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
            images += batch.Lr.shape[0];
            var rates = state.Rates(step);
            var (loss, parts) = Step(task, state, batch, step, rates);
            var lines = log.Rows.Length;
            log = log.Add(step + 1, loss, parts, rates, start.Seconds + clock.Elapsed.TotalSeconds, LogEvery);
            if (step + 1 == steps || clock.Elapsed - saved >= CheckpointInterval)
            {
                Save(step + 1);
            }

            var seconds = clock.Elapsed.TotalSeconds;
            Progress?.Report(new TrainingProgress(
                step + 1, steps, loss, parts, log.Rows.Length > lines ? log.Rows[^1] : null, (step + 1 - start.Step) / seconds, images / seconds, waited.Elapsed.TotalSeconds / seconds));
        }

        return new TrainingOutcome(log, start.Step, start.Seconds + clock.Elapsed.TotalSeconds, waited.Elapsed / clock.Elapsed);
    }

    private static (double Loss, IReadOnlyList<KeyValuePair<string, double>> Parts) Step(
        ITrainingTask task, TrainingState state, TrainingBatch batch, long step, IReadOnlyList<KeyValuePair<string, double>> rates)
    {
        using var scope = torch.NewDisposeScope();
        var loss = task.Loss(batch, step);
        var value = loss.Total.to_type(torch.ScalarType.Float64).item<double>();
        if (!double.IsFinite(value))
        {
            RequireFinite(state, step);
            throw Stopped(step + 1, string.Create(CultureInfo.InvariantCulture, $"the loss is {value}"));
        }

        state.Descend(loss.Total, rates);
        return (value, loss.Parts);
    }

    /// <param name="step">Steps done.</param>
    private static void RequireFinite(TrainingState state, long step)
    {
        using var scope = torch.NewDisposeScope();
        if (state.Parameters.FirstOrDefault(parameter => !parameter.Value.isfinite().all().item<bool>()) is { Key: { } name })
        {
            throw Stopped(step, $"'{name}' holds values that are not finite");
        }
    }

    private static ResearchException Stopped(long step, string why) => new($"The training was stopped at step {step}: {why}. A smaller learning rate often helps.");
}
