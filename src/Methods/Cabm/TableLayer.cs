using System.Collections.Immutable;
using Research.Framework.Quantization;

namespace Research.Methods.Cabm;

/// <summary>A layer whose bits stand in the table.</summary>
/// <param name="Name">Of the quantized edge.</param>
/// <param name="Candidates">Bits, ascending.</param>
/// <param name="Macs">Per LR pixel, of the convolutions that read it.</param>
internal sealed record TableLayer(string Name, ImmutableArray<int> Candidates, long Macs)
{
    /// <summary>The counted edges with a choice, in order of execution.</summary>
    internal static ImmutableArray<TableLayer> Of(IEnumerable<QuantizedEdge> edges) =>
        [.. edges.Where(IsIn).Select(edge => new TableLayer(edge.Name, edge.Candidates, edge.MacsPerLrPixel))];

    internal static bool IsIn(QuantizedEdge edge) => edge is { Counted: true, Candidates.Length: > 1 };
}
