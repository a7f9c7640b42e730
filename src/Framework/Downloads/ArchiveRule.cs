using System.Text.RegularExpressions;

namespace Research.Framework.Downloads;

/// <summary>Where an archive's entries go: what matches <paramref name="Entry"/> becomes the file <paramref name="To"/> (with <c>$1</c> etc.) below the root.</summary>
/// <remarks>Entries that match no rule are left out, so that an archive puts nothing where nothing is asked for.</remarks>
public sealed record ArchiveRule(Regex Entry, string To)
{
    /// <summary>The file below the root, or null where the rule does not speak of this entry.</summary>
    internal string? Map(string entry) => Entry.Match(entry) is { Success: true } match ? match.Result(To) : null;
}
