using System.Collections.Immutable;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Quantization;

/// <summary>
/// PAMS' activation quantizer (Li et al., ECCV 2020): symmetric around zero, also for values that are never negative, with a learned clipping bound alpha; one
/// alpha for each bit-width that may be chosen, as CADyQ has them.
/// </summary>
/// <remarks>In the warm-up epoch alpha is overwritten by the batch's statistic, the mean over the samples of max|x|, and nothing is clipped (specification of CADyQ, 3.2).</remarks>
public sealed class PamsQuantizer : IQuantizer
{
    private const double Start = 10;

    private readonly ImmutableArray<int> _candidates;

    /// <param name="candidates">Bits that may be chosen, ascending.</param>
    public PamsQuantizer(IReadOnlyList<int> candidates, torch.ScalarType dtype)
    {
        _candidates = [.. candidates];
        Alpha = new Parameter(torch.full([candidates.Count], Scalars.Of(Start), dtype));
        Alpha.DetachFromDisposeScope();
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["alpha"] = Alpha };
    }

    /// <summary>The clipping bounds, [candidates], in units of the activation.</summary>
    public Parameter Alpha { get; }

    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    public bool KeepsSamplesApart => true;

    /// <summary>Takes the batch's statistic for all bounds.</summary>
    public void Observe(torch.Tensor x)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var flat = x.detach().flatten(1);
        Alpha.copy_(torch.maximum(flat.amax([1L]), -flat.amin([1L])).mean().expand(Alpha.shape));
    }

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        if (context.WarmUp)
        {
            Observe(x);
        }

        return PamsFunction.Quantize(x, Alpha, _candidates, [.. bits.PerSample.Select(Index)], bits.Probabilities, clip: !context.WarmUp);
    }

    private int Index(int bits) => _candidates.IndexOf(bits) is >= 0 and var index ? index : throw new ArgumentException($"{bits} bits are none of {string.Join(", ", _candidates)}.", nameof(bits));
}
