using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>Nearest of a set of points, the first of equally near ones, after a shift and a scaling that are undone again; see <see cref="Lookup"/>.</summary>
/// <remarks>
/// The points are ascending, each with the smallest number from which on it is the nearest (<see cref="NearestPoints"/>), so that a
/// point costs one comparison and one selection.
/// </remarks>
internal readonly struct LookupKernel : IChannelKernel<LookupKernel>
{
    private readonly float[] _offset;
    private readonly float[] _scale;
    private readonly float[][] _points;
    private readonly float[][] _from;

    /// <param name="points">By point in the given order, of each sample and channel.</param>
    public LookupKernel(float[] offset, float[] scale, float[][] points)
        : this(offset, scale, NearestPoints.Of(points))
    {
    }

    private LookupKernel(float[] offset, float[] scale, (float[][] Points, float[][] From) nearest)
    {
        (_offset, _scale) = (offset, scale);
        (_points, _from) = nearest;
    }

    public LookupKernel Lay(int period)
    {
        float[][] Laid(float[][] rows) => Array.ConvertAll(rows, row => ParameterRows.Lay(row, period));
        return new(ParameterRows.Lay(_offset, period), ParameterRows.Lay(_scale, period), (Laid(_points), Laid(_from)));
    }

    public float Apply(float x, int at)
    {
        var normal = (x - _offset[at]) / _scale[at];
        var nearest = _points[0][at];
        for (var k = 1; k < _points.Length; k++)
        {
            nearest = normal >= _from[k][at] ? _points[k][at] : nearest;
        }

        return (nearest * _scale[at]) + _offset[at];
    }

    public Vector512<float> Apply(Vector512<float> x, int at)
    {
        var (offset, scale) = (Vector512.Create(_offset, at), Vector512.Create(_scale, at));
        var normal = (x - offset) / scale;
        var nearest = Vector512.Create(_points[0], at);
        for (var k = 1; k < _points.Length; k++)
        {
            nearest = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(normal, Vector512.Create(_from[k], at)), Vector512.Create(_points[k], at), nearest);
        }

        return (nearest * scale) + offset;
    }
}
