using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Weights on equally spaced levels that follow from the weights alone, per output channel or for the tensor; the gradient passes straight through.</summary>
/// <param name="perChannel">A step for each slice of <paramref name="channelAxis"/>.</param>
/// <param name="channelAxis">0; 1 for transposed convolutions.</param>
public abstract class StepWeightQuantizer(int bits, bool perChannel, int channelAxis) : IWeightQuantizer
{
    public int Bits => bits;

    /// <summary>A step per output channel, not one for the tensor.</summary>
    public bool PerChannel => perChannel;

    public IReadOnlyDictionary<string, torch.Tensor> State { get; } = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);

    public torch.Tensor Quantize(torch.Tensor weight)
    {
        using var scope = torch.NewDisposeScope();
        var axes = Enumerable.Range(0, (int)weight.dim()).Where(axis => !perChannel || axis != channelAxis).Select(axis => (long)axis).ToArray();
        return StraightThrough.Apply(weight, w => Round(w, axes)).MoveToOuterDisposeScope();
    }

    /// <param name="axes">Those that share a step.</param>
    protected abstract torch.Tensor Round(torch.Tensor weight, long[] axes);
}
