using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Quantizes an activation and gives it back as floating point. Owns its range, one per candidate where it needs several.</summary>
public interface IQuantizer
{
    /// <summary>Tells apart what takes states of the same shapes differently; part of what is saved.</summary>
    string Kind => GetType().Name;

    /// <summary>
    /// Without gradients, each sample of a batch is quantized exactly as it would be alone, bit for bit. Where that is not so, for
    /// instance because a statistic's sum runs in another order, images are inferred one by one.
    /// </summary>
    bool KeepsSamplesApart => false;

    /// <summary>Watches what passes during calibration.</summary>
    void Observe(torch.Tensor x);

    /// <summary>The quantized form, in the shape of <paramref name="x"/>, N x C x H x W.</summary>
    torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context);

    /// <summary>What must be saved to quantize alike, by name; includes run-once flags.</summary>
    IReadOnlyDictionary<string, torch.Tensor> State { get; }
}
