using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Decides the bits of a quantized edge: fixed, selected by a network, looked up in a table, image + layer.</summary>
public interface IBitPolicy
{
    /// <param name="x">What the edge carries, N x C x H x W.</param>
    BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context);
}
