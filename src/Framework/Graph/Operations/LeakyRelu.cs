using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record LeakyRelu(double Slope) : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? torch.nn.functional.leaky_relu(inputs[0], Slope, inplace: true) : torch.nn.functional.leaky_relu(inputs[0], Slope);
}
