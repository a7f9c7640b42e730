using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Framework.Experiments;

/// <summary>Told how a run gets on. Called on several threads, one call at a time for each cell.</summary>
public interface IRunProgress
{
    void Started(ExperimentPlan plan);

    /// <summary>Only for cells with something left to do.</summary>
    void Started(QuantizeCell cell);

    void Advanced(QuantizeCell cell, MethodProgress progress);

    /// <param name="finishedBefore">Taken from an earlier run.</param>
    void Measured(EvaluateCell cell, ResultRow row, bool finishedBefore);

    /// <summary>After the last of a cell that was started.</summary>
    void Ended(QuantizeCell cell);

    /// <param name="cells">How many evaluations it costs.</param>
    void Failed(CellFailure failure, int cells);
}
