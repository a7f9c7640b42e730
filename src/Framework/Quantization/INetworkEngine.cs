using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Computes the outputs of a quantized network: by floating point that is rounded to the levels, or by integers. Stateless.</summary>
public interface INetworkEngine
{
    /// <summary>As in results: <c>simulated</c>, <c>integer</c>.</summary>
    string Name { get; }

    /// <summary>Called without gradients. An image has the same output and bits alone and among others.</summary>
    /// <param name="lr_NCHW">In 0..255.</param>
    /// <returns>SR in 0..255, not clamped and not rounded, 32-bit; the bits of each image.</returns>
    (torch.Tensor Sr_NCHW, IReadOnlyList<BitAllocation> Bits) Infer(QuantizedNetwork network, torch.Tensor lr_NCHW, CancellationToken cancellation);
}
