namespace Research.Framework.Results;

/// <summary>What a paper calls a network of ours.</summary>
/// <param name="SameWeights">Whether ours are the paper's own weights: only then are absolute values compared.</param>
public sealed record PaperNetwork(string Name, bool SameWeights = false);
