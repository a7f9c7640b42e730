using System.Collections.Immutable;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Decides the bits of a quantized edge: fixed, selected by a network, looked up in a table, image + layer.</summary>
public interface IBitPolicy
{
    /// <param name="x">What the edge carries, N x C x H x W.</param>
    BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context);

    /// <summary>Without gradients, each sample of a batch gets exactly the bits that it would get alone; see <see cref="IQuantizer.KeepsSamplesApart"/>.</summary>
    bool KeepsSamplesApart => false;

    /// <summary>What must be saved to decide alike, by name; empty where nothing is learned.</summary>
    IReadOnlyDictionary<string, torch.Tensor> State => ImmutableDictionary<string, torch.Tensor>.Empty;

    /// <summary>What is saved besides for people and other programs, by file name; never read back. A function of <see cref="State"/>.</summary>
    IReadOnlyDictionary<string, string> Files => ImmutableDictionary<string, string>.Empty;
}
