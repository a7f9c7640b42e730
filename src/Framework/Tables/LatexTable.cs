using System.Text;

namespace Research.Framework.Tables;

/// <summary>A table in LaTeX, for the package booktabs, with its notes as comments.</summary>
internal static class LatexTable
{
    public static string Create(ResultTable table, string title, IEnumerable<string> notes)
    {
        var columns = string.Concat(table.Columns.Select((_, column) => table.IsNumeric(column) ? 'r' : 'l'));
        var text = new StringBuilder();
        foreach (var note in notes)
        {
            text.Append("% ").Append(note).Append('\n');
        }

        text.Append("\\begin{table}\n\\caption{").Append(Escape(title)).Append("}\n\\begin{tabular}{").Append(columns).Append("}\n\\toprule\n");
        if (table.HasGroups)
        {
            Groups(text, table.Columns);
        }

        Line(text, table.Columns.Select(column => column.Name));
        text.Append("\\midrule\n");
        foreach (var row in table.Rows)
        {
            Line(text, row.Select(cell => cell.Markdown));
        }

        return text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").ToString();
    }

    /// <summary>What stands above the names of the columns, with a rule under each.</summary>
    private static void Groups(StringBuilder text, IReadOnlyList<TableColumn> columns)
    {
        var (cells, rules) = (new List<string>(), new StringBuilder());
        for (var start = 0; start < columns.Count;)
        {
            var group = columns[start].Group;
            var width = group.Length == 0 ? 1 : columns.Skip(start).TakeWhile(column => column.Group == group).Count();
            cells.Add(group.Length == 0 ? string.Empty : FormattableString.Invariant($"\\multicolumn{{{width}}}{{c}}{{{Escape(group)}}}"));
            rules.Append(group.Length == 0 ? string.Empty : FormattableString.Invariant($"\\cmidrule(lr){{{start + 1}-{start + width}}}"));
            start += width;
        }

        text.AppendJoin(" & ", cells).Append(" \\\\\n").Append(rules).Append('\n');
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(" & ", cells.Select(Escape)).Append(" \\\\\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{character}",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }
}
