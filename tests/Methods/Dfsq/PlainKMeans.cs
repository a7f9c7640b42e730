namespace Research.Tests.Methods.Dfsq;

/// <summary>The released procedure in the plainest form: every distance to every centre.</summary>
internal static class PlainKMeans
{
    internal static (double[] Centres, int Rounds) Run(float[] samples, double[] start, Random random)
    {
        var centres = start;
        for (var round = 1; round <= 100; round++)
        {
            var (sums, counts) = (new double[centres.Length], new int[centres.Length]);
            foreach (var x in samples)
            {
                var nearest = Assign(x, centres);
                sums[nearest] += x;
                counts[nearest]++;
            }

            var next = new double[centres.Length];
            for (var k = 0; k < next.Length; k++)
            {
                next[k] = counts[k] > 0 ? sums[k] / counts[k] : samples[random.Next(samples.Length)];
            }

            next[^1] = 0;
            if (centres.Zip(next, (a, b) => Math.Abs(a - b)).Max() < 1e-3)
            {
                return (centres, round);
            }

            centres = next;
        }

        return (centres, 100);
    }

    /// <summary>The first of the nearest.</summary>
    internal static int Assign(double x, double[] centres)
    {
        var best = 0;
        for (var k = 1; k < centres.Length; k++)
        {
            best = Math.Abs(x - centres[k]) < Math.Abs(x - centres[best]) ? k : best;
        }

        return best;
    }

    internal static double Error(float[] samples, double[] points) => samples.Sum(x => Math.Pow(x - points[Assign(x, points)], 2));
}
