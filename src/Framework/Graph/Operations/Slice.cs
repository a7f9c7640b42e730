using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Slice(int Start, int Count) : Operation
{
    internal override bool IsView => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inputs[0].narrow(1, Start, Count);
}
