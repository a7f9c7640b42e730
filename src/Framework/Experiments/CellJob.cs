namespace Research.Framework.Experiments;

/// <summary>Work on a cell, after that on the cells that it needs.</summary>
internal sealed record CellJob(QuantizeCell Cell, Action<CancellationToken> Work)
{
    /// <summary>The labels of all cells that it needs, directly or not.</summary>
    public IReadOnlyList<string> After { get; } = [.. QuantizedNetworks.NeedsOf(Cell).Select(need => need.Label)];
}
