namespace Research.Framework.Experiments;

/// <summary>A cell that gave no row.</summary>
/// <param name="Dataset">Null where the quantization failed, and with it every data set.</param>
public sealed record CellFailure(QuantizeCell Cell, string? Dataset, string Message)
{
    public string Label => Dataset is null ? Cell.Label : $"{Cell.Label} on {Dataset}";
}
