namespace Research.Framework.Weights;

/// <summary>A tensor that a network declares.</summary>
/// <param name="Name">Canonical name, e.g. <c>body.3.body.0.weight</c>.</param>
/// <param name="Shape">Exact; a slope of [1] and one of [64] are different layers.</param>
/// <param name="Optional">May be missing in the file (e.g. a mean shift that some publishers do not store).</param>
public sealed record TensorSpec(string Name, long[] Shape, bool Optional = false);
