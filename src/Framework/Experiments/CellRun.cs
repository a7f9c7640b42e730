using System.Diagnostics;
using Research.Framework.Costs;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>One quantize cell and its evaluations: what is finished is read, the rest is run, and the network is made only if it is needed.</summary>
internal sealed class CellRun(ExperimentPlan plan, QuantizeCell cell, CellKeys keys, NetworkLoader loader, ResearchPaths paths, IRunProgress progress)
{
    private readonly Measurement?[] _measured = new Measurement?[plan.Datasets.Length];
    private readonly List<CellFailure> _failures = [];

    /// <summary>In the order of the data sets.</summary>
    public IEnumerable<Measurement> Measured => _measured.OfType<Measurement>();

    public IReadOnlyList<CellFailure> Failures => _failures;

    /// <exception cref="AnchorMissedException">Full precision is not what it should be.</exception>
    /// <exception cref="OperationCanceledException">What was finished until then is kept.</exception>
    public void Execute(bool rerun, CancellationToken cancellation)
    {
        var open = new List<int>();
        Attempt(null, plan.Datasets.Length, () =>
        {
            var folder = new CellFolder(paths, cell, keys.Quantize(cell));
            using var writer = folder.Lock(cancellation);
            for (var i = 0; i < plan.Datasets.Length; i++)
            {
                var index = i;
                var evaluate = new EvaluateCell(cell, plan.Datasets[i]);
                Attempt(evaluate.Dataset.Name, 1, () =>
                {
                    if (!rerun && folder.Find(evaluate, keys.Evaluate(evaluate)) is { } stored)
                    {
                        Record(index, stored.For(evaluate), finishedBefore: true);
                    }
                    else
                    {
                        keys.Evaluate(evaluate);
                        open.Add(index);
                    }
                });
            }

            if (open.Count > 0)
            {
                progress.Started(cell);
                Run(folder, open, cancellation);
                progress.Ended(cell);
            }
        });
    }

    private void Run(CellFolder folder, List<int> open, CancellationToken cancellation)
    {
        void Fail(int index, string message)
        {
            var evaluate = new EvaluateCell(cell, plan.Datasets[index]);
            folder.KeepError(evaluate, keys.Evaluate(evaluate), message);
        }

        Attempt(null, open.Count, () =>
        {
            var start = Stopwatch.GetTimestamp();
            var loaded = loader.Load(cell.Network.Weights, cell.Network.Scale);
            using var quantized = Quantize(loaded.Network, cancellation);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            foreach (var index in open)
            {
                var evaluate = new EvaluateCell(cell, plan.Datasets[index]);
                Attempt(evaluate.Dataset.Name, 1, () =>
                {
                    var result = Evaluate(quantized, evaluate, cancellation);
                    var measurement = new Measurement(evaluate, result, NominalBits.Of(quantized), loaded.Sha256, ModelSize.Bytes(quantized), seconds);
                    folder.Keep(measurement, keys.Evaluate(evaluate));
                    Record(index, measurement, finishedBefore: false);
                }, message => Fail(index, message));
            }
        }, message => open.ForEach(index => Fail(index, message)));
    }

    private QuantizedNetwork Quantize(SrNetwork network, CancellationToken cancellation)
    {
        try
        {
            var request = new QuantizationRequest
            {
                Network = network,
                Options = cell.Method.Options,
                Seeds = new Seeds(cell.Seed),
                Calibration = cell.Method.Method.Info.NeedsCalibration ? plan.Calibration?.Images : null,
                Budget = plan.Profile,
                Progress = new Relay<MethodProgress>(step => progress.Advanced(cell, step.Phase, step.Done, step.Total)),
            };
            return cell.Method.Method.Quantize(request, cancellation);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private EvaluationResult Evaluate(QuantizedNetwork network, EvaluateCell evaluate, CancellationToken cancellation)
    {
        var evaluator = new Evaluator(plan.Experiment.Protocol, plan.Experiment.Metrics)
        {
            Progress = new Relay<(int Done, int Total)>(step => progress.Advanced(cell, evaluate.Dataset.Name, step.Done, step.Total)),
        };
        return evaluator.Run(network, evaluate.Dataset.Images, cancellation);
    }

    private void Record(int index, Measurement measurement, bool finishedBefore)
    {
        _measured[index] = measurement;
        progress.Measured(measurement.Cell, measurement.Row(plan), finishedBefore);
        AnchorGate.Check(measurement);
    }

    private void Attempt(string? dataset, int cells, Action work, Action<string>? onFailure = null)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is not (OperationCanceledException or AnchorMissedException))
        {
            var message = paths.Hide(error is ResearchException ? error.Message : $"{error.GetType().Name}: {error.Message.Split('\n')[0]}");
            onFailure?.Invoke(message);
            var failure = new CellFailure(cell, dataset, message);
            _failures.Add(failure);
            progress.Failed(failure, cells);
        }
    }

    /// <summary><see cref="Progress{T}"/> would answer later, on another thread and out of order.</summary>
    private sealed class Relay<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
