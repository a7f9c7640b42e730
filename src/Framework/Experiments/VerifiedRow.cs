namespace Research.Framework.Experiments;

/// <summary>What became of a published row.</summary>
/// <param name="Details">The figures, or why it was not checked.</param>
public sealed record VerifiedRow(string Label, VerifiedState State, string Details);
