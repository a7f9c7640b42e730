using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>One pass over the whole image.</summary>
public sealed class WholeImageProtocol : IProtocol
{
    public string Name => "whole-image";

    public long LrPixels(int width, int height) => (long)width * height;

    public ProtocolResult Run(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        var (sr, bits) = network.Infer(lr, cancellation);
        return new ProtocolResult(ImageTensor.ToBytes(sr), [new Pass(bits, new LrArea(0, 0, (int)lr.shape[3], (int)lr.shape[2]))]);
    }
}
