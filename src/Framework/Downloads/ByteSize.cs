using System.Globalization;

namespace Research.Framework.Downloads;

/// <summary>Sizes for people, in powers of 1000 as disks and servers state them.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Three digits: <c>3.53 GB</c>, <c>247 MB</c>.</summary>
    public static string Text(long bytes)
    {
        var unit = 0;
        var value = (double)bytes;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return $"{value.ToString($"F{decimals}", CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
