using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Clip(double Low, double High) : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].clamp_(Low, High) : inputs[0].clamp(Low, High);
}
