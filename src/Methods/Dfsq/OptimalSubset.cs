namespace Research.Methods.Dfsq;

/// <summary>The subset of the universal set, with 0 in it, that has the smallest quantization error of all: what K-means and projection approach.</summary>
/// <remarks>
/// Ours, by dynamic programming. Samples between two neighbouring points are split in their middle, so that an error is a sum over
/// neighbouring points: E(j, k) = min_i E(i, k - 1) + w(i, j), for k points outwards from 0, separately on both sides of 0; then the
/// points are shared out among the sides.
/// </remarks>
internal sealed class OptimalSubset(UniversalSet universe) : IPointSelector
{
    public double[] Choose(SortedSamples samples, int count, Random random)
    {
        var most = Math.Min(count - 1, universe.Magnitudes.Length - 1);
        var (negative, positive) = (Side(samples, -1, most), Side(samples, 1, most));
        var left = Enumerable.Range(0, most + 1).MinBy(k => negative.Error[k] + positive.Error[Math.Min(most, count - 1 - k)]);
        return [.. negative.Points(left).Select(value => -value).Reverse(), 0, .. positive.Points(Math.Min(most, count - 1 - left))];
    }

    /// <param name="sign">1: the samples above 0 and the positive values, -1: the others.</param>
    private SideOptimum Side(SortedSamples samples, int sign, int most)
    {
        var values = universe.Magnitudes;
        var gaps = new GapErrors(samples, values, sign);
        var (error, from) = (new double[most + 1, values.Length], new int[most + 1, values.Length]);
        for (var j = 1; j < values.Length; j++)
        {
            error[0, j] = double.PositiveInfinity;
        }

        for (var k = 1; k <= most; k++)
        {
            error[k, 0] = double.PositiveInfinity;
            for (var j = 1; j < values.Length; j++)
            {
                error[k, j] = double.PositiveInfinity;
                for (var i = k - 1; i < j; i++)
                {
                    var now = error[k - 1, i] + gaps.Between(i, j);
                    if (now < error[k, j])
                    {
                        (error[k, j], from[k, j]) = (now, i);
                    }
                }
            }
        }

        return new SideOptimum(values, gaps, error, from);
    }

    private sealed class SideOptimum
    {
        private readonly double[] _values;
        private readonly int[,] _from;
        private readonly int[] _outermost;

        public SideOptimum(double[] values, GapErrors gaps, double[,] error, int[,] from)
        {
            (_values, _from) = (values, from);
            _outermost = [.. Enumerable.Range(0, error.GetLength(0)).Select(k => Enumerable.Range(0, values.Length).MinBy(j => error[k, j] + gaps.Beyond(j)))];
            Error = [.. _outermost.Select((j, k) => error[k, j] + gaps.Beyond(j))];
        }

        /// <summary>By number of points, 0 not counted.</summary>
        public double[] Error { get; }

        /// <summary>Their magnitudes, ascending.</summary>
        public double[] Points(int count)
        {
            var points = new double[count];
            for (int k = count, j = _outermost[count]; k > 0; j = _from[k, j], k--)
            {
                points[k - 1] = _values[j];
            }

            return points;
        }
    }
}
