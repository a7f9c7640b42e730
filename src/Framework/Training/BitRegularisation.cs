using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>CADyQ's loss of bits, with a weight that grows from epoch to epoch.</summary>
/// <remarks>
/// w(e) sum over samples and layers of b / sg(S), e = 1, 2, ... the epoch, w(e) = start + e growth, S = sum_k p_k b_k the expected bits, b the selected ones forward and S
/// backward. Plain: b in the place of b / sg(S). A sum, not a mean (specification of CADyQ, section 6).
/// </remarks>
/// <param name="weighted">Layers that expect few bits already are pushed harder.</param>
public sealed class BitRegularisation(double start, double growth, bool weighted) : ILossTerm
{
    public string Name => "bits";

    public torch.Tensor Of(StudentPass pass)
    {
        using var scope = torch.NewDisposeScope();
        var losses = pass.Student.Bits.Entries.Where(entry => entry.Bits.Probabilities is not null).Select(entry => Loss(entry.Edge, entry.Bits)).ToList();
        return losses.Count == 0
            ? torch.zeros_like(pass.Sr.sum()).MoveToOuterDisposeScope()
            : torch.stack(losses).sum().mul(Scalars.Of(start + (pass.Epoch * growth))).MoveToOuterDisposeScope();
    }

    private torch.Tensor Loss(QuantizedEdge edge, BitDecision bits)
    {
        var p_NK = bits.Probabilities!;
        var candidates_K = torch.tensor([.. edge.Candidates.Select(b => (double)b)], p_NK.dtype);
        var hard_N = torch.tensor([.. bits.PerSample.Select(b => (double)b)], p_NK.dtype);
        var expected_N = p_NK.matmul(candidates_K);
        var selected_N = hard_N + (expected_N - expected_N.detach());
        return (weighted ? selected_N / expected_N.detach() : selected_N).sum();
    }
}
