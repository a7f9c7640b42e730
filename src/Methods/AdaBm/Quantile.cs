namespace Research.Methods.AdaBm;

/// <summary>Quantiles with linear interpolation between the two values around them.</summary>
internal static class Quantile
{
    /// <param name="part">0..1.</param>
    internal static double Of(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        var place = part * (sorted.Length - 1);
        var floor = (int)place;
        return floor + 1 < sorted.Length ? sorted[floor] + ((place - floor) * (sorted[floor + 1] - sorted[floor])) : sorted[floor];
    }
}
