using System.Globalization;
using Research.Framework.Tables;

namespace Research.Framework.Experiments;

/// <summary>A line of a published <c>rows.csv</c>, by column.</summary>
internal sealed class PublishedRow(IReadOnlyDictionary<string, string> cells)
{
    public IReadOnlyDictionary<string, string> Cells => cells;

    public string this[string column] => cells.GetValueOrDefault(column, string.Empty);

    public string Identity => this["options"].Length == 0 ? this["method"] : $"{this["method"]}[{this["options"]}]";

    public string Label => $"{Identity}@{this["weights"]}:x{this["scale"]} on {this["dataset"]}, seed {this["seed"]}";

    /// <summary>NaN where nothing stands.</summary>
    public double Number(string column) => double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    /// <exception cref="Runtime.ResearchException">Not a table of rows.</exception>
    public static IEnumerable<PublishedRow> Read(string file)
    {
        var table = CsvTable.Read(file);
        return table.Rows.Select(line => new PublishedRow(table.Columns.Zip(line).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)));
    }
}
