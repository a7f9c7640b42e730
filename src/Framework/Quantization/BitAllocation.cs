using System.Collections.Immutable;

namespace Research.Framework.Quantization;

/// <summary>The activation bits of one image (or tile).</summary>
public sealed record BitAllocation(ImmutableArray<EdgeBits> Edges)
{
    /// <summary>
    /// Feature average bit-width: plain mean over the counted edges, not weighted by MACs or area; 32 where nothing is counted
    /// (full precision).
    /// </summary>
    public double FeatureAverageBits
    {
        get
        {
            var counted = Edges.Where(edge => edge.Edge.Counted).ToList();
            return counted.Count == 0 ? 32 : counted.Average(edge => edge.Bits);
        }
    }
}

public readonly record struct EdgeBits(QuantizedEdge Edge, int Bits);
