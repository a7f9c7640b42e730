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

    /// <summary>Letters that must be put in, left out or replaced, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distances[i, j] = i + j;
                    continue;
                }

                var substitution = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(substitution, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }

        return distances[a.Length, b.Length];
    }
}
