using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Floating point: quantizers round to their levels, everything else is computed as in full precision.</summary>
public sealed class SimulatedEngine : INetworkEngine
{
    private SimulatedEngine()
    {
    }

    public static SimulatedEngine Instance { get; } = new();

    public string Name => "simulated";

    public (torch.Tensor Sr, BitAllocation Bits) Infer(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation)
    {
        var context = new ForwardContext { Lr = lr, Cancellation = cancellation };
        return (network.Forward(context), context.Bits.Of(0));
    }
}
