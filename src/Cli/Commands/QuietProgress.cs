using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Cli.Commands;

/// <summary>For commands that print what they find themselves.</summary>
internal sealed class QuietProgress : IRunProgress
{
    internal static readonly QuietProgress Instance = new();

    public void Started(ExperimentPlan plan)
    {
    }

    public void Started(QuantizeCell cell)
    {
    }

    public void Advanced(QuantizeCell cell, MethodProgress progress)
    {
    }

    public void Measured(EvaluateCell cell, ResultRow row, bool finishedBefore)
    {
    }

    public void Ended(QuantizeCell cell)
    {
    }

    public void Failed(CellFailure failure, int cells)
    {
    }
}
