using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The same bits for every image: each edge's only candidate.</summary>
public sealed class FixedBits : IBitPolicy
{
    public static FixedBits Instance { get; } = new();

    public bool KeepsSamplesApart => true;

    public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context) => BitDecision.Uniform(edge.Candidates[0], x.shape[0]);
}
