using System.Diagnostics;
using System.Globalization;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Trains with Adam (betas 0.9 and 0.999, eps 1e-8). Interrupted and run again, it gives the same tensors, byte for byte, as if nothing had happened.</summary>
/// <remarks>
/// A checkpoint holds parameters, buffers, Adam's moments and counts, and the log. There is no generator whose state would have to be kept: what is
/// drawn is a function of seed and step.
/// </remarks>
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

    /// <summary>Told of every step.</summary>
    public IReadOnlyList<ITrainingJournal> Journals { get; init; } = [];

    /// <exception cref="ResearchException">A value, a gradient or a parameter that is not finite: at which step, and where.</exception>
    /// <exception cref="OperationCanceledException">Asked for; where it stood is in the checkpoint.</exception>
    public TrainingOutcome Run(ITrainingTask task, CancellationToken cancellation)
    {
        using var state = new TrainingState(task);
        var start = state.Load(Checkpoints);
        Tell(journal => journal.Resume(start.Step));
        using var prefetch = new Prefetch(batches, start.Step, steps);
        var (log, clock, waited, saved, images) = (start.Log, Stopwatch.StartNew(), new Stopwatch(), TimeSpan.Zero, 0L);

        void Save(long step)
        {
            RequireFinite(state, step);
            Tell(journal => journal.Flush());
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
            double loss;
            IReadOnlyList<KeyValuePair<string, double>> parts;
            try
            {
                (loss, parts) = Step(task, state, batch, step, rates);
            }
            catch (OperationCanceledException)
            {
                Save(step); // While it was validated, which changes nothing.
                throw;
            }

            var done = new TrainingStep(step + 1, loss, parts, rates, start.Seconds + clock.Elapsed.TotalSeconds);
            Tell(journal => journal.Add(done));
            var lines = log.Rows.Length;
            log = log.Add(done, LogEvery);
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
        ResearchException Diverged(string why)
        {
            RequireFinite(state, step);
            return Stopped(step + 1, FiniteSearch.Find(task, batch, step) is { } place ? $"{why}; {place}" : why);
        }

        TrainingLoss loss;
        try
        {
            loss = task.Loss(batch, step);
        }
        catch (NotFiniteException problem)
        {
            throw Diverged(problem.Message.TrimEnd('.'));
        }

        var value = loss.Total.to_type(torch.ScalarType.Float64).item<double>();
        if (!double.IsFinite(value))
        {
            throw Diverged(string.Create(CultureInfo.InvariantCulture, $"the loss is {value}"));
        }

        return state.Descend(loss.Total, rates) is { } name ? throw Diverged($"the gradient of '{name}' is not finite") : (value, loss.Parts);
    }

    /// <param name="step">Steps done.</param>
    private static void RequireFinite(TrainingState state, long step)
    {
        if (state.Parameters.FirstOrDefault(parameter => !FiniteSearch.IsFinite(parameter.Value)) is { Key: { } name })
        {
            throw Stopped(step, $"'{name}' holds values that are not finite");
        }
    }

    private static ResearchException Stopped(long step, string why) => new($"The training was stopped at step {step}: {why}. A smaller learning rate often helps.");

    private void Tell(Action<ITrainingJournal> tell)
    {
        foreach (var journal in Journals)
        {
            tell(journal);
        }
    }
}
