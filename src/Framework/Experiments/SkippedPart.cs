namespace Research.Framework.Experiments;

/// <summary>Something that the experiment names as optional and that this machine does not have.</summary>
/// <param name="Reason">In a few words, for tables.</param>
public sealed record SkippedPart(string Name, string Reason);
