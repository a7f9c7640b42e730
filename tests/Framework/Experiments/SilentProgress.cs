using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Tests.Framework.Experiments;

/// <summary>Remembers what it was told.</summary>
internal sealed class SilentProgress : IRunProgress
{
    public List<string> Quantized { get; } = [];

    public List<string> Evaluated { get; } = [];

    public List<string> Restored { get; } = [];

    public Action<QuantizeCell> OnStarted { get; init; } = _ => { };

    public void Started(ExperimentPlan plan)
    {
    }

    public void Started(QuantizeCell cell)
    {
        Quantized.Add(cell.Label);
        OnStarted(cell);
    }

    public void Advanced(QuantizeCell cell, MethodProgress progress) => Assert.InRange(progress.Done, 1, progress.Total);

    public void Measured(EvaluateCell cell, ResultRow row, bool finishedBefore) => (finishedBefore ? Restored : Evaluated).Add($"{cell.Quantize.Label} on {row.Dataset}");

    public void Ended(QuantizeCell cell)
    {
    }

    public void Failed(CellFailure failure, int cells)
    {
    }
}
