using System.Globalization;
using Research.Framework.Results;

namespace Research.Framework.Experiments;

/// <summary>Says what looks wrong in a result, though it was measured. Printed under its table.</summary>
public static class SanityFlags
{
    private const string Psnr = "psnr:y";
    private const double BetterThanFull = 0.05;
    private const double MuchWorse = 0.5;

    public static IEnumerable<string> Of(IReadOnlyList<ResultRow> rows)
    {
        foreach (var row in rows.Where(row => row.PsnrDrop < -BetterThanFull))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Check: {Name(row)} is {-row.PsnrDrop:F2} dB better than full precision.");
        }

        foreach (var group in rows.GroupBy(row => (Place(row), string.Join(' ', row.Metrics.Values.Where(double.IsFinite)))).Where(group => group.Count() > 1 && group.Key.Item2.Length > 0))
        {
            yield return $"Check: equal in all figures: {string.Join(", ", group.Select(Name))}.";
        }

        foreach (var (more, fewer) in Pairs(rows).Where(pair => pair.Fewer.Metrics[Psnr] - pair.More.Metrics[Psnr] > MuchWorse))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Check: {Name(more)} is {fewer.Metrics[Psnr] - more.Metrics[Psnr]:F2} dB worse than {fewer.Identity}, with more bits.");
        }
    }

    /// <summary>Rows that differ in nothing but bits, none of them fewer.</summary>
    private static IEnumerable<(ResultRow More, ResultRow Fewer)> Pairs(IEnumerable<ResultRow> rows) =>
        from line in rows.Where(row => row.Metrics.ContainsKey(Psnr)).GroupBy(row => (Place(row), row.Method, OtherOptions(row)))
        from more in line
        from fewer in line
        where more.WeightBits >= fewer.WeightBits && more.FeatureAverageBits >= fewer.FeatureAverageBits
        where more.WeightBits > fewer.WeightBits || more.FeatureAverageBits > fewer.FeatureAverageBits
        select (more, fewer);

    private static (string Weights, int Scale, string Dataset, string Protocol, long Seed, string Engine) Place(ResultRow row) => (row.Weights, row.Scale, row.Dataset, row.Protocol, row.Seed, row.Engine);

    private static string OtherOptions(ResultRow row) => string.Join(',', MethodIdentity.Parse(row.Identity).Without("w", "a"));

    private static string Name(ResultRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Identity}@{row.Weights}:x{row.Scale} on {row.Dataset}");
}
