using System.Collections.Immutable;
using Research.Framework.Graph;

namespace Research.Framework.Quantization;

/// <summary>A value of the graph together with those of its readers that read its quantized form.</summary>
/// <param name="Name">Unique; by convention the name of the (first) convolution that reads it.</param>
/// <param name="Readers">Indices of the nodes that read the quantized form; the others read the value itself.</param>
/// <param name="Candidates">Bits that may be chosen, ascending.</param>
/// <param name="MacsPerLrPixel">Of the convolutions among the readers.</param>
/// <param name="Counted">Whether it enters FAB.</param>
public sealed record QuantizedEdge(
    string Name,
    Value Value,
    ImmutableArray<int> Readers,
    ImmutableArray<int> Candidates,
    long MacsPerLrPixel,
    bool Counted)
{
    /// <summary>One edge per distinct input of the given convolutions: those that read the same value share its quantizer.</summary>
    /// <param name="counted">Whether they enter FAB.</param>
    public static IReadOnlyList<QuantizedEdge> InputsOf(IEnumerable<ConvSite> sites, int bits, bool counted = true) =>
    [
        .. sites.GroupBy(site => site.Input.Index).Select(group => new QuantizedEdge(
            group.First().Name,
            group.First().Input,
            [.. group.Select(site => site.Node)],
            [bits],
            group.Sum(site => site.MacsPerLrPixel),
            counted)),
    ];
}
