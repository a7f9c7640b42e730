using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary><see cref="LearnedRanges.Interval"/> in float32; its third form stands there.</summary>
internal readonly struct IntervalKernel(float[] low, float[] high, float[] width, float[] steps) : IChannelKernel<IntervalKernel>
{
    private readonly float[] _low = low;
    private readonly float[] _high = high;
    private readonly float[] _width = width;
    private readonly float[] _steps = steps;

    public IntervalKernel Lay(int period) =>
        new(ParameterRows.Lay(_low, period), ParameterRows.Lay(_high, period), ParameterRows.Lay(_width, period), ParameterRows.Lay(_steps, period));

    public float Apply(float x, int at)
    {
        var t = (MathF.Min(MathF.Max(x, _low[at]), _high[at]) - _low[at]) / _width[at];
        return (MathF.Round(t * _steps[at], MidpointRounding.ToEven) / _steps[at] * _width[at]) + _low[at];
    }

    public Vector512<float> Apply(Vector512<float> x, int at)
    {
        var (low, width, steps) = (Vector512.Create(_low, at), Vector512.Create(_width, at), Vector512.Create(_steps, at));
        var t = (Vector512.MinNative(Vector512.MaxNative(x, low), Vector512.Create(_high, at)) - low) / width;
        return (Vector512.Round(t * steps) / steps * width) + low;
    }
}
