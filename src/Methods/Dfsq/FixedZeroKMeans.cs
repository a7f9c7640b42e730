namespace Research.Methods.Dfsq;

/// <summary>Lloyd's algorithm on sorted numbers, the last centre held at 0.</summary>
/// <remarks>
/// Assign to the nearest centre (the first of equally near ones), a centre becomes the mean of its samples, one without samples a random
/// sample, the last one 0; at most 100 rounds. It ends when no centre has moved by 1e-3 or more, with the centres from before that
/// last update (released code of DFSQ).
/// </remarks>
internal static class FixedZeroKMeans
{
    private const int MostRounds = 100;
    private const double Still = 1e-3;

    /// <param name="start">The first centres; the last is 0.</param>
    public static (double[] Centres, int Rounds) Run(SortedSamples samples, double[] start, Random random)
    {
        var centres = start;
        for (var round = 1; round <= MostRounds; round++)
        {
            var next = Update(samples, centres, random);
            if (centres.Zip(next, (a, b) => Math.Abs(a - b)).Max() < Still)
            {
                return (centres, round);
            }

            centres = next;
        }

        return (centres, MostRounds);
    }

    /// <summary>K - 1 random samples of different values, as far as there are some, and 0.</summary>
    public static double[] Start(SortedSamples samples, int clusters, Random random)
    {
        var centres = new double[clusters];
        var known = new HashSet<double>();
        for (int k = 0, draws = 0; k < clusters - 1; k++)
        {
            do
            {
                centres[k] = samples[random.Next(samples.Count)];
            }
            while (!known.Add(centres[k]) && draws++ < samples.Count);
        }

        return centres;
    }

    private static double[] Update(SortedSamples samples, double[] centres, Random random)
    {
        var next = new double[centres.Length];
        Array.Fill(next, double.NaN);
        var order = Enumerable.Range(0, centres.Length).OrderBy(k => centres[k]).DistinctBy(k => centres[k]).ToArray(); // Stable: of equal centres the first stays.
        for (int i = 0, from = 0; i < order.Length; i++)
        {
            var to = i + 1 < order.Length ? samples.Boundary(centres[order[i]], centres[order[i + 1]], order[i + 1] < order[i], from) : samples.Count;
            if (to > from)
            {
                next[order[i]] = samples.Mean(from, to);
            }

            from = to;
        }

        for (var k = 0; k < next.Length; k++)
        {
            next[k] = double.IsNaN(next[k]) ? samples[random.Next(samples.Count)] : next[k];
        }

        next[^1] = 0;
        return next;
    }
}
