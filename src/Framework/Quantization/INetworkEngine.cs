using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Computes the output of a quantized network for one image: by floating point that is rounded to the levels, or by integers. Stateless.</summary>
public interface INetworkEngine
{
    /// <summary>As in results: <c>simulated</c>, <c>integer</c>.</summary>
    string Name { get; }

    /// <summary>Called without gradients.</summary>
    /// <param name="lr">1 x C x H x W in 0..255.</param>
    /// <returns>SR in 0..255, not clamped and not rounded; 32-bit.</returns>
    (torch.Tensor Sr, BitAllocation Bits) Infer(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation);
}
