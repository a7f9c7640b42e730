using System.Collections.Immutable;

namespace Research.Methods.Cabm;

/// <summary>What a table is for.</summary>
/// <param name="Network">Name of its graph.</param>
/// <param name="Rule">How it was made, for people.</param>
/// <param name="Layers">In order of execution.</param>
internal sealed record TableScope(string Network, int Scale, string Rule, ImmutableArray<TableLayer> Layers);
