using System.Globalization;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary>A line of a result's table, by column; a value that is not what its column says is named with its place.</summary>
internal sealed class CsvLine(string table, int record, IReadOnlyDictionary<string, string> cells)
{
    public RowPlace Place => new(Cell.Identity, Cell.Weights, Cell.Scale, Text("dataset"), Cell.Seed);

    public CellPlace Cell => new(ResultRow.IdentityOf(Text("method"), Text("options")), Text("weights"), (int)Whole("scale"), Whole("seed"));

    public static IEnumerable<CsvLine> Of(CsvTable table, string name) =>
        table.Rows.Select((row, index) => new CsvLine(name, index + 2, table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal)));

    /// <exception cref="ResearchException">No such column.</exception>
    public string Text(string column) => cells.TryGetValue(column, out var text) ? text : throw new ResearchException($"{table}: has no column '{column}'.");

    /// <returns>Null for an empty cell.</returns>
    /// <exception cref="ResearchException">No such column, or not a number.</exception>
    public double? Number(string column) => Text(column) is { Length: > 0 } text
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(column, text, "a number")
        : null;

    /// <exception cref="ResearchException">No such column, or not a whole number.</exception>
    public long Whole(string column) => long.TryParse(Text(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(column, Text(column), "a whole number");

    /// <returns>Null for an empty cell.</returns>
    /// <exception cref="ResearchException">No such column, or not a whole number.</exception>
    public int? WholeOrNull(string column) => Text(column).Length == 0 ? null : (int)Whole(column);

    private ResearchException Wrong(string column, string text, string expected) => new($"{table}: record {record}: '{text}' in column '{column}' is not {expected}.");
}
