using Research.Framework.Numerics;

namespace Research.Methods.Dfsq;

/// <summary>Sorted numbers with running sums, by which the samples of a cluster are two positions, and their mean and squared error a few operations.</summary>
internal sealed class SortedSamples
{
    private readonly float[] _x;
    private readonly double[] _sums;
    private readonly double[] _squares;

    /// <param name="samples">At least one, all finite; sorted in place and kept.</param>
    public SortedSamples(float[] samples)
    {
        RadixSort.Sort(samples);
        _x = samples;
        _sums = new double[samples.Length + 1];
        _squares = new double[samples.Length + 1];
        for (var i = 0; i < samples.Length; i++)
        {
            double x = samples[i];
            _sums[i + 1] = _sums[i] + x;
            _squares[i + 1] = _squares[i] + (x * x);
        }
    }

    public int Count => _x.Length;

    public double this[int index] => _x[index];

    /// <summary>Mean of the samples from..to - 1.</summary>
    public double Mean(int from, int to) => (_sums[to] - _sums[from]) / (to - from);

    /// <summary>Sum of (x - point)^2 over the samples from..to - 1.</summary>
    public double Error(int from, int to, double point) =>
        Math.Max(0, _squares[to] - _squares[from] - (2 * point * (_sums[to] - _sums[from])) + (point * point * (to - from)));

    /// <summary>Sum of the squared distances to the nearest of some points, ascending.</summary>
    public double Error(IReadOnlyList<double> points)
    {
        var (error, from) = (0.0, 0);
        for (var k = 0; k < points.Count; k++)
        {
            var to = k + 1 < points.Count ? Boundary(points[k], points[k + 1], equalGoRight: false, from) : Count;
            error += Error(from, to, points[k]);
            from = to;
        }

        return error;
    }

    /// <summary>The first sample that belongs to the right one of two neighbouring points, by the same comparison of distances that a search through all points makes.</summary>
    /// <param name="equalGoRight">Whether samples in the very middle do.</param>
    /// <param name="from">No sample before it belongs there.</param>
    public int Boundary(double left, double right, bool equalGoRight, int from = 0)
    {
        var to = Count;
        while (from < to)
        {
            var middle = (int)(((uint)from + (uint)to) >> 1);
            var (toLeft, toRight) = (Math.Abs(_x[middle] - left), Math.Abs(_x[middle] - right));
            if (toRight < toLeft || (equalGoRight && toRight == toLeft))
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }

        return from;
    }
}
