namespace Research.Framework.Training;

/// <summary>What has been summed up of a term since the last line of the log.</summary>
/// <param name="Count">Steps that had it.</param>
public sealed record PartSum(string Name, double Sum, int Count)
{
    /// <summary>The terms' sums with one step more.</summary>
    internal static IReadOnlyList<PartSum> Add(IReadOnlyList<PartSum> sums, IReadOnlyList<KeyValuePair<string, double>> parts)
    {
        var now = parts.ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal);
        var seen = sums.Select(sum => now.Remove(sum.Name, out var value) ? new PartSum(sum.Name, sum.Sum + value, sum.Count + 1) : sum).ToList();
        return [.. seen, .. parts.Where(part => now.ContainsKey(part.Key)).Select(part => new PartSum(part.Key, part.Value, 1))];
    }
}
