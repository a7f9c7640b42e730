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
        return plan.Evaluations.Select(cell => State(cell, keys, paths, rerun));
    }

    /// <summary>The networks that must be there before cells can be run, each after what it needs itself.</summary>
    public static IReadOnlyList<NeededState> Needs(ExperimentPlan plan, IEnumerable<CellState> states, Catalogs catalogs, ResearchPaths paths)
    {
        var cells = plan.Cells.Select(cell => cell.Label).ToHashSet(StringComparer.Ordinal);
        var keys = new CellKeys(plan, new NetworkLoader(catalogs.Networks, paths));
        return
        [
            .. states.Where(state => !state.Finished).Select(state => state.Cell.Quantize).DistinctBy(cell => cell.Label)
                .SelectMany(cell => QuantizedNetworks.NeedsOf(cell).Select(need => (Need: need, By: cell.Label)))
                .Where(pair => !cells.Contains(pair.Need.Label))
                .GroupBy(pair => pair.Need.Label, StringComparer.Ordinal)
                .Select(group => new NeededState(group.First().Need, [.. group.Select(pair => pair.By).Distinct()], IsKept(group.First().Need, keys, paths))),
        ];
    }

    private static bool IsKept(QuantizeCell cell, CellKeys keys, ResearchPaths paths)
    {
        try
        {
            var key = keys.Quantize(cell);
            return new CellFolder(paths, cell, key).Network.Read(key) is not null;
        }
        catch (ResearchException)
        {
            return false; // Said with the cells that need it.
        }
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
