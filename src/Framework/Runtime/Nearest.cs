namespace Research.Framework.Runtime;

/// <summary>Finds the known name that a mistyped one probably meant.</summary>
public static class Nearest
{
    private const int Long = 24;

    /// <summary>The nearest of <paramref name="known"/> by edit distance without regard to case, or null where nothing is near.</summary>
    public static string? Name(string given, IEnumerable<string> known) =>
        known
            .Select(name => (name, distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.distance <= Math.Max(2, given.Length / 3))
            .OrderBy(candidate => candidate.distance)
            .ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();

    /// <summary>" Did you mean 'x'? Known: a, b, c." for the end of an error message; of a long list the nearest alone.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var shown = names.Count <= Long ? names : names.OrderBy(name => Distance(given.ToUpperInvariant(), name.ToUpperInvariant())).Take(Long / 3).ToList();
        var list = names.Count == 0 ? "none" : string.Join(", ", shown);
        var more = shown.Count < names.Count ? $" and {names.Count - shown.Count} more" : string.Empty;
        var question = Name(given, names) is { } nearest ? $" Did you mean '{nearest}'?" : string.Empty;
        return $"{question} Known: {list}{more}.";
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
