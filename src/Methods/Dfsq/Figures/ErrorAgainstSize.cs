using Research.Framework.Results;

namespace Research.Methods.Dfsq.Figures;

/// <summary>What a larger universal set gives.</summary>
internal sealed class ErrorAgainstSize : SizeFigure
{
    public override string Id => "dfsq-error-against-size";

    public override string Description => "Squared quantization error against the size of the universal set (DFSQ)";

    protected override string Quantity => "squared error";

    protected override IEnumerable<(CellPlace Cell, double Value)> Values(ResultDocument result) => result.Records
        .Where(row => Notes.IsDfsq(row.Cell) && row.Record.Table == CalibrationNotes.Errors)
        .GroupBy(row => row.Cell)
        .Select(cell => (cell.Key, cell.Sum(row => row.Record.Value)));

    protected override string Note(ResultDocument result) => $"Summed over all normalised inputs of the quantized convolutions on the calibration patches, of {result.Calibration}.";
}
