using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Concat : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        torch.cat([.. inputs], 1);
}
