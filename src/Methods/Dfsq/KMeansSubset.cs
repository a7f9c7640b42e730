namespace Research.Methods.Dfsq;

/// <summary>DFSQ's selection: K-means with a centre at 0, each centre moved to the nearest element of the universal set; of some restarts that with the smallest quantization error of the moved points.</summary>
internal sealed class KMeansSubset(UniversalSet universe, int restarts) : IPointSelector
{
    public double[] Choose(SortedSamples samples, int count, Random random)
    {
        var (best, least) = (Array.Empty<double>(), double.PositiveInfinity);
        for (var restart = 0; restart < restarts; restart++)
        {
            var (centres, _) = FixedZeroKMeans.Run(samples, FixedZeroKMeans.Start(samples, count, random), random);
            var points = Project(centres);
            var error = samples.Error(points);
            if (error < least)
            {
                (best, least) = (points, error);
            }
        }

        return best;
    }

    /// <summary>Nothing prevents two centres from meeting in one element.</summary>
    internal double[] Project(IEnumerable<double> centres) => [.. centres.Select(universe.Nearest).Distinct().Order()];
}
