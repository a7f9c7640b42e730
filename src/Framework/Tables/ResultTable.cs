using System.Collections.Immutable;
using System.Text;

namespace Research.Framework.Tables;

/// <summary>A table for readers, with the notes that belong to it.</summary>
public sealed record ResultTable(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<TableCell>> Rows, ImmutableArray<string> Notes)
{
    internal bool HasGroups => Columns.Any(column => column.Group.Length > 0);

    /// <summary>Without the notes.</summary>
    public CsvTable ToCsv() => new([.. Columns.Select(column => column.FullName)], [.. Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Csv)])]);

    /// <summary>
    /// Title, table, notes; columns are as wide as their content, so that the source reads well too. Markdown has one line of
    /// headers: groups stand in it, and the names of their columns below, bold.
    /// </summary>
    public string ToMarkdown(string title, IEnumerable<string> caption)
    {
        var numeric = Columns.Select((_, column) => IsNumeric(column)).ToArray();
        var lines = Headers().Concat(Rows.Select(row => row.Select(cell => cell.Markdown))).Select(line => line.Select(Escape).ToArray()).ToList();
        var widths = Columns.Select((_, column) => Math.Max(3, lines.Max(line => line[column].Length))).ToArray();
        var rules = widths.Select((width, column) => numeric[column] ? $"{new string('-', width - 1)}:" : new string('-', width)).ToArray();

        var text = new StringBuilder().Append("# ").Append(title).Append("\n\n");
        foreach (var line in lines.Take(1).Append(rules).Concat(lines.Skip(1)))
        {
            text.Append("| ").AppendJoin(" | ", line.Select((cell, column) => numeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).Append(" |\n");
        }

        text.Append('\n');
        foreach (var line in caption.Concat(Notes))
        {
            text.Append("- ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    internal bool IsNumeric(int column) => Rows.Length > 0 && Rows.All(row => row[column].IsNumber);

    private IEnumerable<IEnumerable<string>> Headers()
    {
        if (HasGroups)
        {
            yield return Columns.Select((column, index) => column.Group.Length == 0 ? column.Name : index > 0 && Columns[index - 1].Group == column.Group ? string.Empty : column.Group);
            yield return Columns.Select(column => column.Group.Length == 0 ? string.Empty : $"**{column.Name}**");
        }
        else
        {
            yield return Columns.Select(column => column.Name);
        }
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
