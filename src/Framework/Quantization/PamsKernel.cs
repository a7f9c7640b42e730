using System.Runtime.Intrinsics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary><see cref="LearnedRanges.Pams"/> in float32.</summary>
internal readonly struct PamsKernel : IElementKernel
{
    private readonly torch.Tensor? _learned;
    private readonly bool _clip;
    private readonly float _alpha;
    private readonly float _bound;
    private readonly float _limit;

    /// <param name="alpha">One element.</param>
    /// <param name="limit">Largest code, 2^(b-1) - 1.</param>
    /// <param name="clip">False: values beyond alpha keep their size.</param>
    internal PamsKernel(torch.Tensor alpha, int limit, bool clip)
        : this(alpha.detach().to_type(torch.ScalarType.Float32).item<float>(), limit, clip) => _learned = alpha;

    /// <summary>Without the form of tensor operations.</summary>
    internal PamsKernel(float alpha, int limit, bool clip) => (_alpha, _limit, _clip, _bound) = (alpha, limit, clip, clip ? alpha : float.PositiveInfinity);

    public float Apply(float x) =>
        MathF.Round(MathF.Min(MathF.Max(x, -_bound), _bound) / _alpha * _limit, MidpointRounding.ToEven) / _limit * _alpha;

    public Vector512<float> Apply(Vector512<float> x)
    {
        var (alpha, bound, limit) = (Vector512.Create(_alpha), Vector512.Create(_bound), Vector512.Create(_limit));
        var clipped = Vector512.MinNative(Vector512.MaxNative(x, -bound), bound);
        return Vector512.Round(clipped / alpha * limit) / limit * alpha;
    }

    public torch.Tensor Apply(torch.Tensor x) =>
        StraightThrough.Round(((_clip ? x.clamp(-_learned!, _learned) : x) / _learned!).mul(Scalars.Of((long)_limit))).div(Scalars.Of((long)_limit)) * _learned!;
}
