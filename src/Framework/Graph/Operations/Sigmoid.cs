using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Sigmoid : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].sigmoid_() : inputs[0].sigmoid();
}
