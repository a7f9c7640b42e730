using System.Globalization;

namespace Research.Framework.Tables;

/// <summary>Numbers as text, the same under every culture; empty for null and NaN.</summary>
internal static class Numbers
{
    public static string Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>The shortest text that reads back as the same double.</summary>
    public static string RoundTrip(double? value) =>
        value is null or double.NaN ? string.Empty : value.Value.ToString("R", CultureInfo.InvariantCulture);

    public static string Fixed(double? value, int decimals)
    {
        if (value is null or double.NaN)
        {
            return string.Empty;
        }

        var text = value.Value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.AsSpan().TrimStart('-').IndexOfAnyExcept('0', '.') < 0 ? text.TrimStart('-') : text; // No minus before a rounded zero.
    }
}
