using System.Runtime.Intrinsics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary><see cref="AffineGrid"/> in float32.</summary>
/// <remarks>The three forms (scalar, vector, tensor operations) round at the same places, so that they agree bit for bit.</remarks>
internal readonly struct AffineKernel(AffineGrid grid) : IElementKernel
{
    private readonly float _step = (float)grid.Step;
    private readonly float _zero = (float)grid.Zero;
    private readonly float _levels = (float)grid.Levels;

    public float Apply(float x) => (Math.Clamp(MathF.Round(x / _step, MidpointRounding.ToEven) + _zero, 0, _levels) - _zero) * _step;

    public Vector512<float> Apply(Vector512<float> x)
    {
        var zero = Vector512.Create(_zero);
        var step = Vector512.Create(_step);
        var code = Vector512.Round(x / step) + zero;
        return (Vector512.MinNative(Vector512.MaxNative(code, Vector512<float>.Zero), Vector512.Create(_levels)) - zero) * step;
    }

    public torch.Tensor Apply(torch.Tensor x) =>
        StraightThrough.Round(x.div(Scalars.Of(grid.Step))).add(Scalars.Of(grid.Zero)).clamp(Scalars.Of(0), Scalars.Of(grid.Levels)).sub(Scalars.Of(grid.Zero)).mul(Scalars.Of(grid.Step));
}
