using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>How an image is passed through a network: whole, or in tiles.</summary>
public interface IProtocol
{
    /// <summary>Name in experiments and tables: <c>whole-image</c>, <c>tiles[96,90]</c>.</summary>
    string Name { get; }

    /// <param name="lr">1 x C x H x W in 0..255.</param>
    ProtocolResult Run(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation);
}

/// <param name="Samples">8-bit SR, interleaved (HWC).</param>
/// <param name="Bits">One allocation per pass: one for a whole image, else one per tile.</param>
public sealed record ProtocolResult(byte[] Samples, IReadOnlyList<BitAllocation> Bits)
{
    /// <summary>Plain mean over the passes, not weighted by area (as the papers do).</summary>
    public double FeatureAverageBits => Bits.Average(bits => bits.FeatureAverageBits);
}
