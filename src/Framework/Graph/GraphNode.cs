using System.Collections.Immutable;
using Research.Framework.Graph.Operations;

namespace Research.Framework.Graph;

/// <summary>One operation of a graph: reads <see cref="Inputs"/>, makes <see cref="Output"/>.</summary>
/// <param name="Index">Position in the order of execution.</param>
public sealed record GraphNode(int Index, Operation Operation, ImmutableArray<Value> Inputs, Value Output);
