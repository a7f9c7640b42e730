using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Multiply : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].mul_(inputs[1]) : inputs[0] * inputs[1];
}
