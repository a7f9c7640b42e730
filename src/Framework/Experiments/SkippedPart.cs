namespace Research.Framework.Experiments;

/// <summary>Something that the experiment names as optional and that this machine does not have.</summary>
/// <param name="Reason">In a few words, for tables.</param>
/// <param name="Details">Where it was looked for and what to do, for the person at the machine.</param>
public sealed record SkippedPart(string Name, string Reason, string Details);
