using System.Runtime.Intrinsics;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary><see cref="AffineKernel"/> with a grid per channel or sample.</summary>
internal readonly struct AffineChannelKernel(float[] step, float[] zero, float[] levels) : IChannelKernel<AffineChannelKernel>
{
    private readonly float[] _step = step;
    private readonly float[] _zero = zero;
    private readonly float[] _levels = levels;

    public AffineChannelKernel Lay(int period) =>
        new(ParameterRows.Lay(_step, period), ParameterRows.Lay(_zero, period), ParameterRows.Lay(_levels, period));

    public float Apply(float x, int at) =>
        (Math.Clamp(MathF.Round(x / _step[at], MidpointRounding.ToEven) + _zero[at], 0, _levels[at]) - _zero[at]) * _step[at];

    public Vector512<float> Apply(Vector512<float> x, int at)
    {
        var (step, zero) = (Vector512.Create(_step, at), Vector512.Create(_zero, at));
        var code = Vector512.Round(x / step) + zero;
        return (Vector512.MinNative(Vector512.MaxNative(code, Vector512<float>.Zero), Vector512.Create(_levels, at)) - zero) * step;
    }

    /// <summary>The third form.</summary>
    /// <param name="grid">Step, zero and levels.</param>
    internal static torch.Tensor Operations(torch.Tensor x, torch.Tensor[] grid) =>
        StraightThrough.Round(x.div(grid[0])).add(grid[1]).clamp(torch.zeros_like(grid[2]), grid[2]).sub(grid[1]).mul(grid[0]);
}
