using System.Text;

namespace Research.Framework.Tables;

/// <summary>A table in LaTeX, for the package booktabs, with its notes as comments.</summary>
internal static class LatexTable
{
    public static string Create(ResultTable table, string title, IEnumerable<string> notes)
    {
        var columns = string.Concat(table.Columns.Select((_, column) => table.Rows.Length > 0 && table.Rows.All(row => row[column].IsNumber) ? 'r' : 'l'));
        var text = new StringBuilder();
        foreach (var note in notes)
        {
            text.Append("% ").Append(note).Append('\n');
        }

        text.Append("\\begin{table}\n\\caption{").Append(Escape(title)).Append("}\n\\begin{tabular}{").Append(columns).Append("}\n\\toprule\n");
        Line(text, table.Columns);
        text.Append("\\midrule\n");
        foreach (var row in table.Rows)
        {
            Line(text, row.Select(cell => cell.Markdown));
        }

        return text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").ToString();
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
