using System.Runtime.ExceptionServices;
using Research.Framework.Graph;
using Research.Framework.Results;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Experiments;

/// <summary>Runs what is not finished of a plan. A cell that fails is recorded and the others go on; a finished one is kept at once, whatever happens to the rest.</summary>
public sealed class ExperimentRunner(Catalogs catalogs, ResearchPaths paths, IRunProgress progress)
{
    /// <exception cref="ResearchException">Full precision misses the anchor of its weights.</exception>
    /// <exception cref="OperationCanceledException">Finished cells are kept; no result has been written.</exception>
    public ExperimentResult Run(ExperimentPlan plan, RunSettings settings, CancellationToken cancellation)
    {
        progress.Started(plan);
        var loader = new NetworkLoader(catalogs.Networks, paths);
        var keys = new CellKeys(plan, loader);
        var networks = new QuantizedNetworks(plan, keys, loader, paths, progress);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runs = plan.Cells.Select(cell => new CellRun(plan, cell, keys, networks, paths, progress)).ToList();
        Work(Schedule(runs, networks, settings, stop), settings.Jobs, stop);
        cancellation.ThrowIfCancellationRequested();
        return ExperimentResult.Collect(plan, runs.SelectMany(run => run.Measured), runs.SelectMany(run => run.Failures));
    }

    /// <summary>
    /// The result of a whole experiment after a part of it was run: what was run, and what was finished before. So a run of a
    /// part adds to the tables instead of taking their place.
    /// </summary>
    public ExperimentResult Complete(ExperimentPlan whole, ExperimentResult part)
    {
        var measured = part.Measurements.ToDictionary(measurement => measurement.Cell.Label, StringComparer.Ordinal);
        var failed = part.Failures.Select(failure => failure.Label).ToHashSet(StringComparer.Ordinal);
        var keys = new CellKeys(whole, new NetworkLoader(catalogs.Networks, paths));
        var (all, open) = (new List<Measurement>(), new List<EvaluateCell>());
        foreach (var cell in whole.Evaluations)
        {
            if (measured.GetValueOrDefault(cell.Label) is { } run)
            {
                all.Add(run with { Cell = cell });
            }
            else if (Stored(cell, keys) is { } stored)
            {
                all.Add(stored.For(cell));
            }
            else if (!failed.Contains(cell.Label) && !failed.Contains(cell.Quantize.Label))
            {
                open.Add(cell);
            }
        }

        return ExperimentResult.Collect(whole, all, part.Failures) with { NotRun = [.. open] };
    }

    /// <summary>Null also where the cell cannot even be named, because its weights or data are damaged.</summary>
    private StoredCell? Stored(EvaluateCell cell, CellKeys keys)
    {
        try
        {
            return new CellFolder(paths, cell.Quantize, keys.Quantize(cell.Quantize)).Find(cell, keys.Evaluate(cell));
        }
        catch (ResearchException)
        {
            return null;
        }
    }

    /// <summary>Networks that are needed and not kept come first, then the cells in their order.</summary>
    private static CellSchedule Schedule(List<CellRun> runs, QuantizedNetworks networks, RunSettings settings, CancellationTokenSource stop)
    {
        var cells = runs.Select(run => run.Cell.Label).ToHashSet(StringComparer.Ordinal);
        var dependants = runs.Where(run => !run.Cell.Method.Needs.IsEmpty && run.NeedsNetwork(settings.Rerun)).Select(run => run.Cell).Where(networks.HasPlace);
        var needed = networks.Missing(dependants, settings.Rerun).Where(cell => !cells.Contains(cell.Label));
        return new CellSchedule(
        [
            .. needed.Select(cell => new CellJob(cell, token => networks.Prepare(cell, token))),
            .. runs.Select(run => new CellJob(run.Cell, token =>
            {
                run.Execute(settings.Rerun, token);
                if (settings.FailFast && run.Failures.Count > 0)
                {
                    stop.Cancel();
                }
            })),
        ]);
    }

    private static void Work(CellSchedule schedule, int workers, CancellationTokenSource stop)
    {
        ExceptionDispatchInfo? problem = null;
        var threads = torch.get_num_threads();
        void Work()
        {
            // The number of threads belongs to the thread that asks for them.
            torch.set_num_threads(Math.Max(1, threads / workers));
            try
            {
                while (schedule.Take(stop.Token) is { } job)
                {
                    job.Work(stop.Token);
                    schedule.Done(job);
                }
            }
            catch (OperationCanceledException)
            {
                // The caller tells an interrupt from a stop after a failure.
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref problem, ExceptionDispatchInfo.Capture(error), null);
                stop.Cancel();
            }
        }

        var others = Enumerable.Range(1, workers - 1).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Work();
        Task.WaitAll(others, CancellationToken.None);
        torch.set_num_threads(threads);
        problem?.Throw();
    }
}
