using Research.Framework.Results;

namespace Research.Framework.Experiments;

/// <summary>Told how a run gets on. Called on several threads, one call at a time for each cell.</summary>
public interface IRunProgress
{
    void Started(ExperimentPlan plan);

    void Started(QuantizeCell cell);

    /// <param name="phase">"calibration", or the name of the data set that is evaluated.</param>
    void Advanced(QuantizeCell cell, string phase, long done, long total);

    void Measured(EvaluateCell cell, ResultRow row);

    void Failed(CellFailure failure);
}
