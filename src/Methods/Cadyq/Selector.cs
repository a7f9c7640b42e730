using System.Collections.Immutable;
using Research.Framework.Quantization;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.Cadyq;

/// <summary>One linear layer that chooses among the candidates of an edge.</summary>
/// <remarks>
/// z = W e + b, p = softmax(z); the bits are those of the largest z, the first of several; gradients see the expected bits S = sum_k p_k b_k (specification, section
/// 5). Start: all weights 1, all biases 0 but the last, which is 1, so that the largest candidate wins everywhere.
/// </remarks>
internal sealed class Selector
{
    private readonly ImmutableArray<int> _candidates;
    private readonly torch.Tensor _bits_K;

    /// <param name="candidates">Bits, ascending; K of them.</param>
    /// <param name="inputs">Length of e.</param>
    internal Selector(ImmutableArray<int> candidates, int inputs, torch.ScalarType dtype)
    {
        _candidates = candidates;
        _bits_K = torch.tensor([.. candidates.Select(bits => (double)bits)], dtype).DetachFromDisposeScope();
        Weight = new Parameter(torch.ones([candidates.Length, inputs], dtype).DetachFromDisposeScope());
        Bias = new Parameter(torch.tensor([.. Enumerable.Range(1, candidates.Length).Select(k => k == candidates.Length ? 1.0 : 0)], dtype).DetachFromDisposeScope());
    }

    /// <summary>W, K x length of e.</summary>
    internal Parameter Weight { get; }

    /// <summary>b, K.</summary>
    internal Parameter Bias { get; }

    /// <param name="e">N x length of e, without gradients.</param>
    internal BitDecision Choose(torch.Tensor e)
    {
        using var scope = torch.NewDisposeScope();
        var z_NK = torch.nn.functional.linear(e, Weight, Bias);
        var hard = Largest(z_NK);
        if (!torch.is_grad_enabled())
        {
            return new BitDecision(hard);
        }

        var p_NK = z_NK.softmax(1);
        var expected_N = p_NK.matmul(_bits_K);
        var hard_N = torch.tensor([.. hard.Select(bits => (double)bits)], expected_N.dtype);
        return new BitDecision(hard)
        {
            Differentiable = (hard_N + (expected_N - expected_N.detach())).MoveToOuterDisposeScope(),
            Probabilities = p_NK.MoveToOuterDisposeScope(),
        };
    }

    private int[] Largest(torch.Tensor z_NK)
    {
        var (z, count) = (z_NK.detach().cpu().to_type(torch.ScalarType.Float64).data<double>().ToArray(), _candidates.Length);
        return [.. z.Chunk(count).Select(row => _candidates[Array.IndexOf(row, row.Max())])];
    }
}
