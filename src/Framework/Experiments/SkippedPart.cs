namespace Research.Framework.Experiments;

/// <summary>Something of an experiment that is not run.</summary>
/// <param name="Reason">In a few words, for tables.</param>
/// <param name="Intended">The experiment says so itself; else this machine does not have it.</param>
public sealed record SkippedPart(string Name, string Reason, bool Intended = false);
