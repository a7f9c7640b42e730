using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform asymmetric weight quantizer, from the smallest to the largest weight of an output channel or of the tensor; the gradient passes straight through.</summary>
/// <remarks>
/// s = (max - min) / (2^b - 1), z = round(min / s) + 2^(b-1), k = clip(round(w / s) - z, -2^(b-1), 2^(b-1) - 1), w_q = (k + z) s;
/// round half to even (DFSQ, released code). 0 is a level where min &lt;= 0 &lt;= max. A channel of equal weights stays as it is.
/// </remarks>
/// <param name="perChannel">A step for each slice of <paramref name="channelAxis"/>.</param>
/// <param name="channelAxis">0; 1 for transposed convolutions.</param>
public sealed class AffineWeightQuantizer(int bits, bool perChannel, int channelAxis = 0) : StepWeightQuantizer(bits, perChannel, channelAxis)
{
    protected override torch.Tensor Round(torch.Tensor weight, long[] axes)
    {
        var (low, high) = (weight.amin(axes, keepdim: true), weight.amax(axes, keepdim: true));
        var half = 1 << (Bits - 1);
        var step = (high - low).div(Scalars.Of((1 << Bits) - 1));
        var constant = step.eq(Scalars.Of(0));
        step = torch.where(constant, torch.ones_like(step), step);
        var zero = (low / step).round().add(Scalars.Of(half));
        var code = ((weight / step).round() - zero).clamp(Scalars.Of(-half), Scalars.Of(half - 1));
        return torch.where(constant, weight, (code + zero) * step);
    }
}
