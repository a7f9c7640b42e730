using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The bits of one quantized edge in one pass.</summary>
/// <param name="PerSample">Hard bits, one per sample of the batch.</param>
public sealed record BitDecision(IReadOnlyList<int> PerSample)
{
    /// <summary>The same as floats that carry gradients, [N]; null where bits are not learned.</summary>
    public torch.Tensor? Differentiable { get; init; }

    /// <summary>Probabilities over the edge's candidates, [N, candidates]; null where the choice is hard.</summary>
    public torch.Tensor? Probabilities { get; init; }

    internal IEnumerable<torch.Tensor> Tensors => new[] { Differentiable, Probabilities }.OfType<torch.Tensor>();

    public static BitDecision Uniform(int bits, long samples) => new([.. Enumerable.Repeat(bits, (int)samples)]);
}
