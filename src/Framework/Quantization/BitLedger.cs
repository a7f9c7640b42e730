namespace Research.Framework.Quantization;

/// <summary>Collects the bits of a pass, edge by edge in order of execution.</summary>
public sealed class BitLedger
{
    private readonly List<(QuantizedEdge Edge, BitDecision Bits)> _entries = [];

    public IReadOnlyList<(QuantizedEdge Edge, BitDecision Bits)> Entries => _entries;

    internal void Add(QuantizedEdge edge, BitDecision bits) => _entries.Add((edge, bits));

    /// <summary>The bits of one sample of the batch.</summary>
    public BitAllocation Of(int sample) => new([.. _entries.Select(entry => new EdgeBits(entry.Edge, entry.Bits.PerSample[sample]))]);
}
