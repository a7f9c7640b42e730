using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Relu : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].relu_() : inputs[0].relu();
}
