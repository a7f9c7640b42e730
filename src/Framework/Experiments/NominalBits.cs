using Research.Framework.Quantization;

namespace Research.Framework.Experiments;

/// <summary>The bits of a quantized network as one number each, over what counts (layers that a method merely keeps at 8 bits do not); null where it has several.</summary>
public readonly record struct NominalBits(int? Weights, int? Activations)
{
    private const int FullPrecision = 32;

    public static NominalBits Of(QuantizedNetwork network)
    {
        var uncounted = network.Edges.Where(edge => !edge.Counted).SelectMany(edge => edge.Readers).ToHashSet();
        var kept = network.Network.Graph.Sites.Where(site => uncounted.Contains(site.Node)).Select(site => site.Weight).ToHashSet(StringComparer.Ordinal);
        return new(
            Single(network.WeightQuantizers.Where(pair => !kept.Contains(pair.Key)).Select(pair => pair.Value.Bits)),
            Single(network.Edges.Where(edge => edge.Counted).SelectMany(edge => edge.Candidates)));
    }

    private static int? Single(IEnumerable<int> bits) => bits.Distinct().ToList() switch
    {
        [] => FullPrecision,
        [var only] => only,
        _ => null,
    };
}
