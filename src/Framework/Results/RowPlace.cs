namespace Research.Framework.Results;

/// <summary>What tells the rows of a result apart.</summary>
/// <param name="Identity">Method with options.</param>
public readonly record struct RowPlace(string Identity, string Weights, int Scale, string Dataset, long Seed);
