using Research.Framework.Runtime;

namespace Research.Cli;

/// <summary>Lists on the command line.</summary>
internal static class Lists
{
    /// <summary>As the other, but refuses a list without any name.</summary>
    /// <param name="option">As the user writes it.</param>
    internal static IReadOnlyList<string> Split(string option, string text) =>
        Split(text) is { Count: > 0 } parts ? parts : throw new ResearchException($"'{option}' names nothing.");

    /// <summary>Splits at commas outside of brackets: <c>Set5,DIV2K[valid,1-10]</c> has two parts.</summary>
    internal static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            }
        }

        return [.. parts.Where(part => part.Length > 0)];
    }
}
