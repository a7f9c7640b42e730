using System.Diagnostics;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Runs a plan cell by cell. A cell that fails is recorded and the others go on.</summary>
public sealed class ExperimentRunner(Catalogs catalogs, ResearchPaths paths, IRunProgress progress)
{
    /// <exception cref="OperationCanceledException">Nothing has been written.</exception>
    public ExperimentResult Run(ExperimentPlan plan, CancellationToken cancellation)
    {
        progress.Started(plan);
        var measured = new List<Measurement>();
        var failures = new List<CellFailure>();
        foreach (var cell in plan.Cells)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Started(cell);
            Attempt(cell, null, failures, () => Run(plan, cell, measured, failures, cancellation));
        }

        return ExperimentResult.Collect(plan, measured, failures);
    }

    private void Run(ExperimentPlan plan, QuantizeCell cell, List<Measurement> measured, List<CellFailure> failures, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var loaded = new NetworkLoader(catalogs.Networks, paths).Load(cell.Network.Weights, cell.Network.Scale);
        var request = new QuantizationRequest
        {
            Network = loaded.Network,
            Options = cell.Method.Options,
            Seeds = new Seeds(cell.Seed),
            Calibration = plan.Calibration?.Images,
            Budget = plan.Profile,
            Progress = new Relay<MethodProgress>(step => progress.Advanced(cell, step.Phase, step.Done, step.Total)),
        };
        using var quantized = Quantize(cell, request, cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var dataset in plan.Datasets)
        {
            Attempt(cell, dataset.Name, failures, () =>
            {
                var evaluator = new Evaluator(plan.Experiment.Protocol, plan.Experiment.Metrics)
                {
                    Progress = new Relay<(int Done, int Total)>(step => progress.Advanced(cell, dataset.Name, step.Done, step.Total)),
                };
                var result = evaluator.Run(quantized, dataset.Images, cancellation);
                var measurement = new Measurement(new EvaluateCell(cell, dataset), result, NominalBits.Of(quantized), loaded.Sha256, seconds);
                measured.Add(measurement);
                progress.Measured(measurement.Cell, measurement.Row(plan));
            });
        }
    }

    private static QuantizedNetwork Quantize(QuantizeCell cell, QuantizationRequest request, CancellationToken cancellation)
    {
        try
        {
            return cell.Method.Method.Quantize(request, cancellation);
        }
        catch
        {
            request.Network.Dispose();
            throw;
        }
    }

    private void Attempt(QuantizeCell cell, string? dataset, List<CellFailure> failures, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var message = error is ResearchException ? error.Message : $"{error.GetType().Name}: {error.Message.Split('\n')[0]}";
            var failure = new CellFailure(cell, dataset, paths.Hide(message));
            failures.Add(failure);
            progress.Failed(failure);
        }
    }

    /// <summary><see cref="Progress{T}"/> would answer later, on another thread and out of order.</summary>
    private sealed class Relay<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
