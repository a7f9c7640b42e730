using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>Writes rows as columns of plain text, each as wide as its longest cell.</summary>
internal static class TextColumns
{
    private const string Gap = "  ";

    internal static void Write(IAnsiConsole console, IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToList();
        foreach (var row in rows)
        {
            console.WriteWholeLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
