namespace Research.Framework.Experiments;

/// <summary>A quantized network measured on one data set.</summary>
public sealed record EvaluateCell(QuantizeCell Quantize, OpenedDataset Dataset)
{
    public string Label => $"{Quantize.Label} on {Dataset.Name}";
}
