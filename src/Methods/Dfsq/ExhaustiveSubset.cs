namespace Research.Methods.Dfsq;

/// <summary>SQ's selection: every choice of 2^(b-1) magnitudes is tried, with both signs; the first of the smallest quantization error wins.</summary>
/// <remarks>SQ quantizes weights, with a scale for each choice; here the samples are normalised already. Of n magnitudes there are n! / (k! (n - k)!) choices of k.</remarks>
internal sealed class ExhaustiveSubset(UniversalSet universe) : IPointSelector
{
    /// <summary>More would take hours for a network.</summary>
    public const double MostChoices = 1e8;

    /// <summary>How many there are.</summary>
    /// <param name="count">Points, 2^b.</param>
    public static double Choices(UniversalSet universe, int count) =>
        Enumerable.Range(0, count / 2).Aggregate(1.0, (product, i) => product * (universe.Magnitudes.Length - i) / (i + 1));

    public double[] Choose(SortedSamples samples, int count, Random random)
    {
        var search = new Search(new GapErrors(samples, universe.Magnitudes, 1), new GapErrors(samples, universe.Magnitudes, -1), universe.Magnitudes.Length, count / 2);
        var magnitudes = search.Best().Select(i => universe.Magnitudes[i]).ToList();
        return [.. magnitudes.Select(value => -value).Concat(magnitudes).Distinct().Order()];
    }

    private sealed class Search(GapErrors positive, GapErrors negative, int magnitudes, int count)
    {
        private readonly int[] _chosen = new int[count];
        private readonly double[,] _between = Sum(magnitudes, (i, j) => j > i ? positive.Between(i, j) + negative.Between(i, j) : 0);
        private int[] _best = [];
        private double _least = double.PositiveInfinity;

        public int[] Best()
        {
            for (var first = 0; first <= magnitudes - count; first++)
            {
                Choose(0, first, positive.Below(first) + negative.Below(first));
            }

            return _best;
        }

        private static double[,] Sum(int magnitudes, Func<int, int, double> error)
        {
            var sum = new double[magnitudes, magnitudes];
            for (var i = 0; i < magnitudes; i++)
            {
                for (var j = 0; j < magnitudes; j++)
                {
                    sum[i, j] = error(i, j);
                }
            }

            return sum;
        }

        private void Choose(int place, int magnitude, double error)
        {
            _chosen[place] = magnitude;
            if (place == count - 1)
            {
                error += positive.Beyond(magnitude) + negative.Beyond(magnitude);
                if (error < _least)
                {
                    (_least, _best) = (error, [.. _chosen]);
                }

                return;
            }

            for (var next = magnitude + 1; next <= magnitudes - count + place + 1; next++)
            {
                Choose(place + 1, next, error + _between[magnitude, next]);
            }
        }
    }
}
