namespace Research.Framework.Plots;

/// <summary>The points that no other beats: none has a higher PSNR at equal or lower cost.</summary>
internal static class ParetoFront
{
    /// <returns>By rising cost, and so by rising PSNR.</returns>
    public static IReadOnlyList<TradeOffPoint> Of(IEnumerable<TradeOffPoint> points)
    {
        var front = new List<TradeOffPoint>();
        foreach (var point in points.OrderBy(point => point.Cost).ThenByDescending(point => point.Psnr))
        {
            if (front.Count == 0 || point.Psnr > front[^1].Psnr)
            {
                front.Add(point);
            }
        }

        return front;
    }
}
