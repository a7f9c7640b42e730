using System.Globalization;
using Research.Framework.Experiments;

namespace Research.Framework.Results;

/// <summary>How the rows of one result differ from those of another, number by number.</summary>
/// <remarks>Floating point differs between processors in the last digits; numbers that tables print alike count as equal.</remarks>
/// <param name="Compared">Rows that both results have.</param>
/// <param name="Differences">A line for each of these that is not equal in all columns.</param>
/// <param name="NotPublished">Rows that only the local result has.</param>
/// <param name="NotRun">Rows that only the published result has.</param>
public sealed record ResultComparison(int Compared, IReadOnlyList<string> Differences, int NotPublished, int NotRun)
{
    private const double Tolerance = 5e-5;

    /// <exception cref="Runtime.ResearchException">A file is not a table of rows.</exception>
    public static ResultComparison Of(string localFile, string publishedFile)
    {
        var (local, published) = (Read(localFile), Read(publishedFile));
        var common = local.Where(row => published.ContainsKey(row.Key)).ToList();
        var differences = new List<string>();
        foreach (var (key, row) in common)
        {
            var other = published[key];
            var changes = row.Keys.Union(other.Keys).Select(column => Change(column, other.GetValueOrDefault(column), row.GetValueOrDefault(column))).OfType<string>().ToList();
            if (changes.Count > 0)
            {
                differences.Add($"{key}: {string.Join(", ", changes)}");
            }
        }

        return new ResultComparison(common.Count, differences, local.Count - common.Count, published.Count - common.Count);
    }

    private static string? Change(string column, string? published, string? local)
    {
        if (published == local)
        {
            return null;
        }

        var numbers = double.TryParse(published, NumberStyles.Float, CultureInfo.InvariantCulture, out var before) & double.TryParse(local, NumberStyles.Float, CultureInfo.InvariantCulture, out var after);
        if (numbers && Math.Abs(after - before) <= Tolerance)
        {
            return null;
        }

        return numbers
            ? string.Create(CultureInfo.InvariantCulture, $"{column} {before:0.####} -> {after:0.####} ({after - before:+0.####;-0.####})")
            : $"{column} {Shorten(published)} -> {Shorten(local)}";
    }

    private static string Shorten(string? text) => text is null or "" ? "nothing" : text.Length > 12 ? $"{text[..12]}..." : text;

    private static OrderedDictionary<string, IReadOnlyDictionary<string, string>> Read(string file)
    {
        var rows = new OrderedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var row in PublishedRow.Read(file))
        {
            rows[$"{row.Identity}@{row["weights"]} x{row["scale"]} on {row["dataset"]}, {row["protocol"]}, seed {row["seed"]}, {row["engine"]}, profile {row["profile"]}"] = row.Cells;
        }

        return rows;
    }
}
