using System.Collections.Immutable;

namespace Research.Methods.Cabm;

/// <summary>What the selectors chose for one tile.</summary>
/// <param name="Key">Of its edge score.</param>
/// <param name="Choices">For each layer of the table, the index among its candidates.</param>
internal sealed record TableEntry(int Key, ImmutableArray<byte> Choices);
