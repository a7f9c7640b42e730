using System.Collections.Immutable;
using Research.Framework.Costs;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>One quantize cell and its evaluations: what is finished is read, the rest is run, and the network is made only if it is needed.</summary>
internal sealed class CellRun(ExperimentPlan plan, QuantizeCell cell, CellKeys keys, QuantizedNetworks networks, ResearchPaths paths, IRunProgress progress)
{
    private readonly ImmutableArray<EvaluateCell> _cells = [.. plan.EvaluationsOf(cell)];
    private readonly Dictionary<EvaluateCell, Measurement> _measured = [];
    private readonly List<CellFailure> _failures = [];

    /// <summary>In the order of the data sets.</summary>
    public IEnumerable<Measurement> Measured => _cells.Where(_measured.ContainsKey).Select(evaluate => _measured[evaluate]);

    public IReadOnlyList<CellFailure> Failures => _failures;

    public QuantizeCell Cell => cell;

    /// <summary>Whether it will ask for its network; not where its weights or data cannot be read.</summary>
    public bool NeedsNetwork(bool rerun)
    {
        try
        {
            var folder = networks.Folder(cell);
            return rerun || _cells.Any(evaluate => folder.Find(evaluate, keys.Evaluate(evaluate)) is null);
        }
        catch (ResearchException)
        {
            return false;
        }
    }

    /// <exception cref="AnchorMissedException">Full precision is not what it should be.</exception>
    /// <exception cref="OperationCanceledException">What was finished until then is kept.</exception>
    public void Execute(bool rerun, CancellationToken cancellation)
    {
        var open = new List<EvaluateCell>();
        Attempt(null, _cells.Length, () =>
        {
            var folder = networks.Folder(cell);
            using var writer = folder.Lock(cancellation);
            foreach (var evaluate in _cells)
            {
                Attempt(evaluate.Dataset.Name, 1, () =>
                {
                    if (!rerun && folder.Find(evaluate, keys.Evaluate(evaluate)) is { } stored)
                    {
                        Record(stored.For(evaluate), finishedBefore: true);
                    }
                    else
                    {
                        keys.Evaluate(evaluate);
                        open.Add(evaluate);
                    }
                });
            }

            if (open.Count > 0)
            {
                progress.Started(cell);
                Run(folder, open, rerun, cancellation);
                progress.Ended(cell);
            }
        });
    }

    private void Run(CellFolder folder, List<EvaluateCell> open, bool rerun, CancellationToken cancellation)
    {
        void Fail(EvaluateCell evaluate, string message) => folder.KeepError(evaluate, keys.Evaluate(evaluate), message);

        Attempt(null, open.Count, () =>
        {
            using var made = networks.Get(cell, anew: rerun, cancellation);
            foreach (var evaluate in open)
            {
                Attempt(evaluate.Dataset.Name, 1, () =>
                {
                    var (result, crops) = Evaluate(made.Network, evaluate, cancellation);
                    var measurement = new Measurement(evaluate, result, NominalBits.Of(made.Network), made.WeightsSha256, ModelSize.Bytes(made.Network), made.Seconds) { Notes = made.Notes, Crops = crops };
                    folder.Keep(measurement, keys.Evaluate(evaluate));
                    Record(measurement, finishedBefore: false);
                }, message => Fail(evaluate, message));
            }
        }, message => open.ForEach(evaluate => Fail(evaluate, message)));
    }

    private (EvaluationResult Result, ImmutableArray<CropPicture> Crops) Evaluate(QuantizedNetwork network, EvaluateCell evaluate, CancellationToken cancellation)
    {
        var crops = new Dictionary<ImageCrop, CropPicture>();
        var evaluator = new Evaluator(plan.Experiment.Protocol, plan.Experiment.Metrics)
        {
            Tiles = evaluate.Detail.Tiles,
            OnImage = (id, sr) =>
            {
                foreach (var crop in evaluate.Detail.Crops.Where(crop => crop.Image == id))
                {
                    crops[crop] = CropPicture.Of(crop, sr);
                }
            },
            Progress = new Relay<(int Done, int Total)>(step => progress.Advanced(cell, new MethodProgress(evaluate.Dataset.Name, step.Done, step.Total))),
        };
        var result = evaluator.Run(network, evaluate.Dataset.Images, cancellation);
        return (result, [.. evaluate.Detail.Crops.Select(crop => crops[crop])]);
    }

    private void Record(Measurement measurement, bool finishedBefore)
    {
        _measured[measurement.Cell] = measurement;
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
            var message = paths.Hide(CellFailure.Describe(error));
            onFailure?.Invoke(message);
            var failure = new CellFailure(cell, dataset, message);
            _failures.Add(failure);
            progress.Failed(failure, cells);
        }
    }
}
