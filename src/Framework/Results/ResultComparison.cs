using System.Globalization;
using Research.Framework.Tables;

namespace Research.Framework.Results;

/// <summary>How the rows of one result differ from those of another, number by number.</summary>
/// <param name="Rows">Of the result that is compared.</param>
/// <param name="Differences">A line each; empty where all rows are equal.</param>
public sealed record ResultComparison(int Rows, IReadOnlyList<string> Differences)
{
    /// <exception cref="Runtime.ResearchException">A file is not a table of rows.</exception>
    public static ResultComparison Of(string rowsFile, string referenceFile)
    {
        var (rows, reference) = (Read(rowsFile), Read(referenceFile));
        var differences = new List<string>();
        foreach (var (key, row) in rows)
        {
            if (!reference.TryGetValue(key, out var other))
            {
                differences.Add($"{key}: not among the published rows");
                continue;
            }

            var changes = row.Keys.Union(other.Keys).Select(column => Change(column, other.GetValueOrDefault(column), row.GetValueOrDefault(column))).OfType<string>().ToList();
            if (changes.Count > 0)
            {
                differences.Add($"{key}: {string.Join(", ", changes)}");
            }
        }

        differences.AddRange(reference.Keys.Except(rows.Keys).Select(key => $"{key}: published, but not run here"));
        return new ResultComparison(rows.Count, differences);
    }

    private static string? Change(string column, string? published, string? local)
    {
        if (published == local)
        {
            return null;
        }

        var numbers = double.TryParse(published, NumberStyles.Float, CultureInfo.InvariantCulture, out var before) & double.TryParse(local, NumberStyles.Float, CultureInfo.InvariantCulture, out var after);
        return numbers
            ? string.Create(CultureInfo.InvariantCulture, $"{column} {before:0.####} -> {after:0.####} ({after - before:+0.####;-0.####;0.####e+0})")
            : $"{column} {Shorten(published)} -> {Shorten(local)}";
    }

    private static string Shorten(string? text) => text is null or "" ? "nothing" : text.Length > 12 ? $"{text[..12]}..." : text;

    private static OrderedDictionary<string, IReadOnlyDictionary<string, string>> Read(string file)
    {
        var table = CsvTable.Read(file);
        var rows = new OrderedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var line in table.Rows)
        {
            var row = table.Columns.Zip(line).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            string Value(string column) => row.GetValueOrDefault(column, string.Empty);
            var identity = Value("options").Length == 0 ? Value("method") : $"{Value("method")}[{Value("options")}]";
            rows[$"{identity}@{Value("weights")} x{Value("scale")} on {Value("dataset")}, {Value("protocol")}, seed {Value("seed")}, {Value("engine")}, profile {Value("profile")}"] = row;
        }

        return rows;
    }
}
