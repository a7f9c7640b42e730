using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record PRelu(string Slope) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inputs[0].prelu(tensors.Tensor(Slope));
}
