using Research.Framework.Graph;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Floating point: quantizers round to their levels, everything else is computed as in full precision.</summary>
public sealed class SimulatedEngine : INetworkEngine
{
    private const int LargestSmallImage = 20480;

    private SimulatedEngine()
    {
    }

    public static SimulatedEngine Instance { get; } = new();

    public string Name => "simulated";

    public (torch.Tensor Sr_NCHW, IReadOnlyList<BitAllocation> Bits) Infer(QuantizedNetwork network, torch.Tensor lr_NCHW, CancellationToken cancellation)
    {
        var samples = (int)lr_NCHW.shape[0];
        if (samples == 1 || (network.KeepsSamplesApart && TakesOneRoute(network.Network.Graph, lr_NCHW.shape[2] * lr_NCHW.shape[3])))
        {
            var context = new ForwardContext { Lr = lr_NCHW, Cancellation = cancellation };
            return (network.Forward(context), [.. Enumerable.Range(0, samples).Select(context.Bits.Of)]);
        }

        using var scope = torch.NewDisposeScope();
        var each = Enumerable.Range(0, samples).Select(i => Infer(network, lr_NCHW.narrow(0, i, 1), cancellation)).ToList();
        return (torch.cat([.. each.Select(one => one.Sr_NCHW)]).MoveToOuterDisposeScope(), [.. each.Select(one => one.Bits[0])]);
    }

    /// <summary>Whether libtorch convolves an image alone as it does in a batch, so that the sums run in the same order.</summary>
    /// <remarks>
    /// It leaves an image of up to 20480 values to a routine of its own, batches and larger ones to oneDNN (use_mkldnn in
    /// ConvUtils, Convolution.cpp). Transposed convolutions were seen to differ beyond that (IDN on tiles of 24 to 40 pixels).
    /// </remarks>
    private static bool TakesOneRoute(NetworkGraph graph, long lrPixels) =>
        graph.Sites.All(site => !site.Transposed && site.InputChannels * lrPixels * site.Input.Upscale * site.Input.Upscale > LargestSmallImage);
}
