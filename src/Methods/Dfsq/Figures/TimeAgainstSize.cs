using Research.Framework.Results;

namespace Research.Methods.Dfsq.Figures;

/// <summary>How long the selection takes: linear in the set's size by K-means, exponential by enumeration.</summary>
internal sealed class TimeAgainstSize : SizeFigure
{
    public override string Id => "dfsq-time-against-size";

    public override string Description => "Time of the point selection against the size of the universal set (DFSQ)";

    public override bool ShowsTimes => true;

    protected override string Quantity => "point selection (s)";

    protected override IEnumerable<(CellPlace Cell, double Value)> Values(ResultDocument result) =>
        result.Phases.Where(row => Notes.IsDfsq(row.Cell) && row.Time.Phase == LayerCalibration.SelectionPhase).Select(row => (row.Cell, row.Time.Seconds));

    protected override string Note(ResultDocument result) =>
        $"All channels of the network, by the clock, without sorting the samples, which all ways share; {result.Machine}.";
}
