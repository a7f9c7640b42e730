using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>How an image is passed through a network: whole, or in tiles.</summary>
public interface IProtocol
{
    /// <summary>Name in experiments and tables: <c>whole-image</c>, <c>tiles[96,90]</c>.</summary>
    string Name { get; }

    /// <summary>LR pixels that the passes over an image of this size see; more than it has where tiles overlap.</summary>
    long LrPixels(int width, int height);

    /// <param name="lr">1 x C x H x W in 0..255.</param>
    ProtocolResult Run(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation);
}

/// <param name="Samples">8-bit SR, interleaved (HWC).</param>
/// <param name="Passes">One for a whole image, else one per tile.</param>
public sealed record ProtocolResult(byte[] Samples, IReadOnlyList<Pass> Passes);
