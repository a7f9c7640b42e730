using Research.Framework.Graph;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Says what a run would do, without doing it.</summary>
public static class ExperimentSurvey
{
    /// <returns>A state for every cell and data set, in the order of the rows.</returns>
    public static IEnumerable<CellState> Of(ExperimentPlan plan, Catalogs catalogs, ResearchPaths paths, bool rerun)
    {
        var keys = new CellKeys(plan, new NetworkLoader(catalogs.Networks, paths));
        return plan.Cells.SelectMany(cell => plan.Datasets.Select(dataset => State(new EvaluateCell(cell, dataset), keys, paths, rerun)));
    }

    private static CellState State(EvaluateCell cell, CellKeys keys, ResearchPaths paths, bool rerun)
    {
        try
        {
            var key = keys.Evaluate(cell);
            var folder = new CellFolder(paths, cell.Quantize, keys.Quantize(cell.Quantize));
            var finished = folder.Find(cell, key) is not null;
            return new CellState(cell, finished && !rerun, !finished ? folder.Reason(cell, key) : rerun ? "asked for again" : "finished");
        }
        catch (ResearchException problem)
        {
            return new CellState(cell, false, $"will fail: {problem.Message}");
        }
    }
}
