using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>Nearest of a set of points, the first of equally near ones, after a shift and a scaling that are undone again; see <see cref="Lookup"/>.</summary>
internal readonly struct LookupKernel(float[] offset, float[] scale, float[][] points) : IChannelKernel<LookupKernel>
{
    private readonly float[] _offset = offset;
    private readonly float[] _scale = scale;
    private readonly float[][] _points = points;

    public LookupKernel Lay(int period) =>
        new(ParameterRows.Lay(_offset, period), ParameterRows.Lay(_scale, period), Array.ConvertAll(_points, point => ParameterRows.Lay(point, period)));

    public float Apply(float x, int at)
    {
        var normal = (x - _offset[at]) / _scale[at];
        var nearest = _points[0][at];
        var least = MathF.Abs(normal - nearest);
        for (var k = 1; k < _points.Length; k++)
        {
            var distance = MathF.Abs(normal - _points[k][at]);
            if (distance < least)
            {
                (least, nearest) = (distance, _points[k][at]);
            }
        }

        return (nearest * _scale[at]) + _offset[at];
    }

    public Vector512<float> Apply(Vector512<float> x, int at)
    {
        var (offset, scale) = (Vector512.Create(_offset, at), Vector512.Create(_scale, at));
        var normal = (x - offset) / scale;
        var nearest = Vector512.Create(_points[0], at);
        var least = Vector512.Abs(normal - nearest);
        for (var k = 1; k < _points.Length; k++)
        {
            var point = Vector512.Create(_points[k], at);
            var distance = Vector512.Abs(normal - point);
            var nearer = Vector512.LessThan(distance, least);
            least = Vector512.ConditionalSelect(nearer, distance, least);
            nearest = Vector512.ConditionalSelect(nearer, point, nearest);
        }

        return (nearest * scale) + offset;
    }
}
