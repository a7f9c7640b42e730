namespace Research.Framework.Provenance;

/// <summary>Who asked for a run, and from which sources.</summary>
/// <param name="CommandLine">As it can be repeated elsewhere: without this machine's folders.</param>
public sealed record RunOrigin(string CommandLine, GitState Sources);
