namespace Research.Framework.Tables;

/// <summary>A value as the CSV file and as the Markdown table print it.</summary>
public readonly record struct TableCell(string Csv, string Markdown, bool IsNumber)
{
    public static TableCell Text(string text) => new(text, text, IsNumber: false);

    public static TableCell Whole(long? value) => new(Numbers.Whole(value), Numbers.Whole(value), IsNumber: true);

    /// <summary>Fixed decimals: enough to compare, few enough to be equal on other machines; empty for null and NaN.</summary>
    public static TableCell Fixed(double? value, int csvDecimals, int markdownDecimals) =>
        new(Numbers.Fixed(value, csvDecimals), Numbers.Fixed(value, markdownDecimals), IsNumber: true);
}
