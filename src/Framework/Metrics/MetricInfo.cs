using System.Text.RegularExpressions;

namespace Research.Framework.Metrics;

/// <param name="Id">Name in experiments and tables: <c>psnr:y</c>.</param>
/// <param name="Version">Rises when a value changes; part of every cell's key.</param>
/// <param name="Unit">"dB", "G" (1e9 operations), or empty.</param>
/// <param name="Convention">One line printed with every table: luma, rounding, border, window.</param>
public sealed partial record MetricInfo(string Id, int Version, string Unit, string Convention)
{
    /// <summary>The id as a column name: <c>psnr_y</c>; costs end with their unit: <c>bitops_mac_bits_g</c>.</summary>
    public string Column => NotWord().Replace(Id, "_").TrimEnd('_') + (Unit == "G" ? "_g" : string.Empty);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
