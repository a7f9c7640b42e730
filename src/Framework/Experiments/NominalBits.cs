using Research.Framework.Quantization;

namespace Research.Framework.Experiments;

/// <summary>The bits of a quantized network as one number each; null where it has several.</summary>
public readonly record struct NominalBits(int? Weights, int? Activations)
{
    private const int FullPrecision = 32;

    public static NominalBits Of(QuantizedNetwork network) => new(
        Single(network.WeightQuantizers.Values.Select(quantizer => quantizer.Bits)),
        Single(network.Edges.SelectMany(edge => edge.Candidates)));

    private static int? Single(IEnumerable<int> bits) => bits.Distinct().ToList() switch
    {
        [] => FullPrecision,
        [var only] => only,
        _ => null,
    };
}
