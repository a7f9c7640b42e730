namespace Research.Framework.Downloads;

/// <param name="Placed">Files that are new, relative to the root.</param>
/// <param name="LeftAlone">Folders that hold other files than the archive has, and were therefore not touched.</param>
public sealed record UnpackResult(IReadOnlyList<string> Placed, IReadOnlyList<string> LeftAlone);
