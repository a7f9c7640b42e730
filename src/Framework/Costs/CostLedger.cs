using System.Collections.Immutable;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Costs;

/// <summary>The costs of every convolution of a network in one pass, with the bits of that pass. Attention, which works on one value per channel, costs 0.</summary>
public sealed record CostLedger(ImmutableArray<LayerCost> Layers, int Scale)
{
    private const int FullPrecision = 32;

    public long MacsPerLrPixel => Layers.Sum(layer => layer.MacsPerLrPixel);

    public double BitOpsPerLrPixel => Layers.Sum(layer => layer.BitOpsPerLrPixel);

    /// <param name="bits">Of the activations, in this pass.</param>
    public static CostLedger Of(QuantizedNetwork network, BitAllocation bits)
    {
        var chosen = bits.Edges.SelectMany(edge => edge.Edge.Readers.Select(reader => (Key: (edge.Edge.Value.Index, reader), Edge: edge))).ToDictionary(pair => pair.Key, pair => pair.Edge);
        return new CostLedger(
            [
                .. network.Network.Graph.Sites.Select(site =>
                {
                    var weight = network.WeightQuantizers.TryGetValue(site.Weight, out var quantizer) ? quantizer.Bits : FullPrecision;
                    return chosen.TryGetValue((site.Input.Index, site.Node), out var input)
                        ? new LayerCost(site.Name, site.Role, weight, input.Bits, input.Edge.Counted, site.MacsPerLrPixel)
                        : new LayerCost(site.Name, site.Role, weight, FullPrecision, Counted: false, site.MacsPerLrPixel);
                }),
            ],
            network.Network.Graph.Scale);
    }

    /// <summary>Without a pass, where the bits do not depend on the image.</summary>
    /// <exception cref="ResearchException">They do.</exception>
    public static CostLedger Of(QuantizedNetwork network) =>
        network.Edges.FirstOrDefault(edge => edge.Candidates.Length != 1) is { } dynamic
            ? throw new ResearchException(
                $"The bits of '{dynamic.Name}' are chosen among {string.Join(", ", dynamic.Candidates)} for every image, so the costs depend on the images: run an experiment whose 'metrics' name bitops:*.")
            : Of(network, new BitAllocation([.. network.Edges.Select(edge => new EdgeBits(edge, edge.Candidates[0]))]));
}
