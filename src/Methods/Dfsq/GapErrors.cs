namespace Research.Methods.Dfsq;

/// <summary>Quantization errors of the samples on one side of 0 that lie between two magnitudes, when these are neighbouring points.</summary>
internal sealed class GapErrors
{
    private readonly double[,] _between;
    private readonly double[] _beyond;
    private readonly double[] _below;

    /// <param name="magnitudes">Ascending from 0.</param>
    /// <param name="sign">1: samples and points above 0, -1: below.</param>
    public GapErrors(SortedSamples samples, double[] magnitudes, int sign)
    {
        var count = magnitudes.Length;
        var points = Array.ConvertAll(magnitudes, value => sign * value);
        var places = Array.ConvertAll(points, point => Place(samples, point));
        var zero = places[0];
        (_between, _beyond, _below) = (new double[count, count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            _beyond[i] = sign > 0 ? samples.Error(places[i], samples.Count, points[i]) : samples.Error(0, places[i], points[i]);
            _below[i] = sign > 0 ? samples.Error(zero, places[i], points[i]) : samples.Error(places[i], zero, points[i]);
            for (var j = i + 1; j < count; j++)
            {
                var (near, far) = (places[i], places[j]);
                if (sign > 0)
                {
                    var middle = Math.Clamp(samples.Boundary(points[i], points[j], equalGoRight: false, near), near, far);
                    _between[i, j] = samples.Error(near, middle, points[i]) + samples.Error(middle, far, points[j]);
                }
                else
                {
                    var middle = Math.Clamp(samples.Boundary(points[j], points[i], equalGoRight: false, far), far, near);
                    _between[i, j] = samples.Error(middle, near, points[i]) + samples.Error(far, middle, points[j]);
                }
            }
        }
    }

    /// <summary>Of the samples from magnitude i to magnitude j &gt; i.</summary>
    public double Between(int i, int j) => _between[i, j];

    /// <summary>Of the samples farther out than magnitude i, when it is the outermost point.</summary>
    public double Beyond(int i) => _beyond[i];

    /// <summary>Of the samples between 0 and magnitude i, when it is the innermost point.</summary>
    public double Below(int i) => _below[i];

    /// <summary>The first sample that is larger than a point.</summary>
    private static int Place(SortedSamples samples, double point)
    {
        var (from, to) = (0, samples.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = samples[middle] > point ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}
