using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform symmetric weight quantizer with a zero level, one step per output channel or one for the tensor; the gradient passes straight through.</summary>
/// <remarks>s = max|w| / (2^(b-1) - 1), w_q = round(w / s) s; round half to even. A channel of zeros stays zero.</remarks>
/// <param name="perChannel">A step for each slice of <paramref name="channelAxis"/>.</param>
/// <param name="channelAxis">0; 1 for transposed convolutions.</param>
public sealed class SymmetricWeightQuantizer(int bits, bool perChannel, int channelAxis = 0) : IWeightQuantizer
{
    public int Bits => bits;

    public IReadOnlyDictionary<string, torch.Tensor> State { get; } = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);

    public torch.Tensor Quantize(torch.Tensor weight)
    {
        using var scope = torch.NewDisposeScope();
        return StraightThrough.Apply(weight, Rounded).MoveToOuterDisposeScope();
    }

    private torch.Tensor Rounded(torch.Tensor weight)
    {
        var axes = Enumerable.Range(0, (int)weight.dim()).Where(axis => !perChannel || axis != channelAxis).Select(axis => (long)axis).ToArray();
        var step = weight.abs().amax(axes, keepdim: true).div(Scalars.Of((1 << (bits - 1)) - 1));
        step = torch.where(step.eq(Scalars.Of(0)), torch.ones_like(step), step);
        return (weight / step).round_().mul_(step);
    }
}
