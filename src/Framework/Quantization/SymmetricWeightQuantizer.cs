using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform symmetric weight quantizer with a zero level, one step per output channel or one for the tensor; the gradient passes straight through.</summary>
/// <remarks>s = max|w| / (2^(b-1) - 1), w_q = round(w / s) s; round half to even. A channel of zeros stays zero.</remarks>
/// <param name="perChannel">A step for each slice of <paramref name="channelAxis"/>.</param>
/// <param name="channelAxis">0; 1 for transposed convolutions.</param>
public sealed class SymmetricWeightQuantizer(int bits, bool perChannel, int channelAxis = 0) : StepWeightQuantizer(bits, perChannel, channelAxis)
{
    protected override torch.Tensor Round(torch.Tensor weight, long[] axes)
    {
        var step = weight.abs().amax(axes, keepdim: true).div(Scalars.Of((1 << (Bits - 1)) - 1));
        step = torch.where(step.eq(Scalars.Of(0)), torch.ones_like(step), step);
        return (weight / step).round_().mul_(step);
    }
}
