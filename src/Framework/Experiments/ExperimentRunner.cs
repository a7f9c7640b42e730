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
        var runs = plan.Cells.Select(cell => new CellRun(plan, cell, keys, loader, paths, progress)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Run(runs, settings, stop);
        cancellation.ThrowIfCancellationRequested();
        return ExperimentResult.Collect(plan, runs.SelectMany(run => run.Measured), runs.SelectMany(run => run.Failures));
    }

    private static void Run(List<CellRun> runs, RunSettings settings, CancellationTokenSource stop)
    {
        var next = -1;
        ExceptionDispatchInfo? problem = null;
        var threads = torch.get_num_threads();
        void Work()
        {
            // The number of threads belongs to the thread that asks for them.
            torch.set_num_threads(Math.Max(1, threads / settings.Jobs));
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < runs.Count)
                {
                    runs[index].Execute(settings.Rerun, stop.Token);
                    if (settings.FailFast && runs[index].Failures.Count > 0)
                    {
                        stop.Cancel();
                    }
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

        var others = Enumerable.Range(1, settings.Jobs - 1).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Work();
        Task.WaitAll(others, CancellationToken.None);
        torch.set_num_threads(threads);
        problem?.Throw();
    }
}
