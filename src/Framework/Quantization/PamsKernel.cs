using System.Runtime.Intrinsics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary><see cref="LearnedRanges.Pams"/> in float32.</summary>
/// <param name="alpha">One element.</param>
/// <param name="limit">Largest code, 2^(b-1) - 1.</param>
internal readonly struct PamsKernel(torch.Tensor alpha, int limit, bool clip) : IElementKernel
{
    private readonly float _alpha = alpha.detach().to_type(torch.ScalarType.Float32).item<float>();
    private readonly float _bound = clip ? alpha.detach().to_type(torch.ScalarType.Float32).item<float>() : float.PositiveInfinity;
    private readonly float _limit = limit;

    public float Apply(float x) =>
        MathF.Round(MathF.Min(MathF.Max(x, -_bound), _bound) / _alpha * _limit, MidpointRounding.ToEven) / _limit * _alpha;

    public Vector512<float> Apply(Vector512<float> x)
    {
        var (alpha, bound, limit) = (Vector512.Create(_alpha), Vector512.Create(_bound), Vector512.Create(_limit));
        var clipped = Vector512.MinNative(Vector512.MaxNative(x, -bound), bound);
        return Vector512.Round(clipped / alpha * limit) / limit * alpha;
    }

    public torch.Tensor Apply(torch.Tensor x) =>
        StraightThrough.Round(((clip ? x.clamp(-alpha, alpha) : x) / alpha).mul(Scalars.Of(limit))).div(Scalars.Of(limit)) * alpha;
}
