using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record PixelShuffle(int Factor) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        torch.nn.functional.pixel_shuffle(inputs[0], Factor);
}
