namespace Research.Framework.Results;

/// <summary>What tells the networks of a result apart, whatever they were measured on.</summary>
/// <param name="Identity">Method with options.</param>
public readonly record struct CellPlace(string Identity, string Weights, int Scale, long Seed);
