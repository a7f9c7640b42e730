using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Takes over what a network quantized with <see cref="PamsPlacement"/> has learned into another one of the same graph.</summary>
public static class PamsStart
{
    /// <summary>Weights, statistics and clipping bounds; a single bound becomes that of all candidates.</summary>
    /// <exception cref="ResearchException">They are quantized in other places, or for other bits.</exception>
    public static void Copy(QuantizedNetwork from, QuantizedNetwork to)
    {
        using var mode = torch.no_grad();
        foreach (var declaration in to.Network.Graph.Tensors)
        {
            to.Network[declaration.Name].copy_(from.Network[declaration.Name]);
        }

        foreach (var (name, quantizer) in to.Quantizers)
        {
            if (from.Quantizers.GetValueOrDefault(name) is not PamsQuantizer known || quantizer is not PamsQuantizer own || !(known.Alpha.numel() == 1 || known.Alpha.numel() == own.Alpha.numel()))
            {
                throw new ResearchException($"Network '{to.Network.Graph.Name}' cannot start from a network that is not quantized by PAMS at '{name}', or for other bits.");
            }

            own.Alpha.copy_(known.Alpha.expand(own.Alpha.shape));
        }
    }
}
