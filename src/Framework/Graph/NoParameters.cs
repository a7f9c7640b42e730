namespace Research.Framework.Graph;

/// <summary>For a family that has one form only.</summary>
public sealed record NoParameters;
