using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Runtime;

namespace Research.Framework.Quantization;

/// <summary>Where PAMS, CADyQ and CABM quantize (specification of CADyQ, section 7), told from the graph.</summary>
/// <remarks>
/// The convolutions of the blocks, inputs and weights; all others stay in full precision. What a block adds to its residual:
/// where nothing rectifies the sum (EDSR), the quantized input, and the residual is quantized too, at fixed bits that are not counted in FAB;
/// with batch normalisation (SRResNet), the quantized input, while the first convolution reads it as it is unless asked otherwise;
/// where a ReLU follows (CARN, ResNet9), and in blocks without such an addition (IDN), the input in full precision.
/// A head of several convolutions (IDN's) is quantized at 8 fixed bits, the image included.
/// </remarks>
public static class PamsPlacement
{
    private const int HeadBits = 8;

    /// <param name="network">Becomes part of the result, which owns it.</param>
    /// <param name="policy">Made for the edges, which are in order of execution.</param>
    /// <exception cref="ResearchException">The network has no blocks.</exception>
    public static QuantizedNetwork Place(SrNetwork network, PamsPlacementOptions options, Func<IReadOnlyList<QuantizedEdge>, IBitPolicy> policy)
    {
        var graph = network.Graph;
        var sites = graph.SitesOf([Role.Body]);
        var head = graph.Sites.Where(site => site.Role == Role.Head).ToList();
        head = head.Count > 1 ? head : [];
        List<QuantizedEdge> edges =
        [
            .. QuantizedEdge.InputsOf(head, HeadBits, counted: false)
                .Concat(sites.GroupBy(site => site.Input.Index).SelectMany(group => Edges(graph, [.. group], options)))
                .OrderBy(edge => edge.Readers.Min()),
        ];
        var dtype = network[graph.Tensors[0].Name].dtype;
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(edge => edge.Name, IQuantizer (edge) => new PamsQuantizer(edge.Candidates, dtype), StringComparer.Ordinal),
            head.Select(site => (site.Weight, Bits: HeadBits)).Concat(sites.Select(site => (site.Weight, Bits: options.WeightBits)))
                .DistinctBy(pair => pair.Weight)
                .ToDictionary(pair => pair.Weight, IWeightQuantizer (pair) => new PamsWeightQuantizer(pair.Bits), StringComparer.Ordinal),
            policy(edges));
    }

    /// <summary>The edge of one value that convolutions read, and that of the residual where the value is added to one.</summary>
    private static IEnumerable<QuantizedEdge> Edges(NetworkGraph graph, IReadOnlyList<ConvSite> readers, PamsPlacementOptions options)
    {
        var (name, input) = (readers[0].Name, readers[0].Input);
        var residual = readers[0].Block is { } block ? graph.Taps.GetValueOrDefault($"block[{block}].residual") : null;
        var addition = residual is null ? null : graph.Nodes.FirstOrDefault(node => node.Operation is Add && node.Inputs.Contains(residual) && node.Inputs.Contains(input));
        if (addition is null || IsRectified(graph, addition))
        {
            yield return Edge(readers, []);
            yield break;
        }

        if (graph.Nodes[residual!.Index - 1].Operation is BatchNormalization)
        {
            yield return Edge(options.Conv1Quantized ? readers : [], [addition.Index]);
            yield break;
        }

        yield return Edge(readers, [addition.Index]);
        yield return new QuantizedEdge($"{residual.Name}.out", residual, [addition.Index], [options.ResidualBits], 0, Counted: false);

        QuantizedEdge Edge(IReadOnlyList<ConvSite> convolutions, IEnumerable<int> others) =>
            new(name, input, [.. convolutions.Select(site => site.Node).Concat(others)], options.Candidates, convolutions.Sum(site => site.MacsPerLrPixel), Counted: true);
    }

    private static bool IsRectified(NetworkGraph graph, GraphNode addition) =>
        graph.Nodes.Where(node => node.Inputs.Contains(addition.Output)).ToList() is [{ Operation: Relu }];
}
