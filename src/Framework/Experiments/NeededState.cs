namespace Research.Framework.Experiments;

/// <summary>A network that is needed by cells of a plan, but is no cell of it.</summary>
/// <param name="By">The labels of the cells that need it.</param>
/// <param name="Kept">It has been made, and is loaded.</param>
public sealed record NeededState(QuantizeCell Cell, IReadOnlyList<string> By, bool Kept);
