namespace Research.Framework.Experiments;

/// <summary>A quantized network measured on one data set.</summary>
public sealed record EvaluateCell(QuantizeCell Quantize, OpenedDataset Dataset)
{
    /// <summary>What is kept beyond the figures.</summary>
    public EvaluationDetail Detail { get; init; } = EvaluationDetail.None;

    public string Label => $"{Quantize.Label} on {Dataset.Name}";
}
