using Research.Framework.Graph.Operations;
using Research.Framework.Graph;
using Research.Framework.Quantization;

namespace Research.Framework.Execution;

/// <summary>Full-integer post-training quantization: every tensor and every weight of a network at 8 bits.</summary>
public static class IntegerQuantization
{
    private const int Bits = 8;

    /// <summary>Puts a quantizer on every tensor of the plan (the image and the output too) and on every convolution's weight, not yet fitted.</summary>
    /// <param name="network">On the plan's graph; the result owns it.</param>
    /// <param name="perChannel">A step per output channel of a weight.</param>
    public static QuantizedNetwork Place(IntegerPlan plan, SrNetwork network, bool perChannel, INetworkEngine engine) => new(
        network,
        plan.Edges,
        plan.Edges.ToDictionary(edge => edge.Name, IQuantizer (_) => new AffineQuantizer(new MinMaxRange()), StringComparer.Ordinal),
        plan.Graph.Sites.DistinctBy(site => site.Weight).ToDictionary(
            site => site.Weight,
            IWeightQuantizer (site) => new SymmetricWeightQuantizer(Bits, perChannel, plan.Graph.Nodes[site.Node].Operation is TransposedConvolution ? 1 : 0),
            StringComparer.Ordinal),
        FixedBits.Instance)
    {
        Engine = engine,
    };

    /// <summary>Gives the tensors their ranges.</summary>
    /// <param name="ranges">By name, as <see cref="IntegerPlan.Tie"/> gives them.</param>
    public static void Fit(QuantizedNetwork network, IReadOnlyDictionary<string, ValueRange> ranges)
    {
        foreach (var edge in network.Edges)
        {
            ((AffineQuantizer)network.Quantizers[edge.Name]).Fit(ranges[edge.Name]);
        }
    }
}
