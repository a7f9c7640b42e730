using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record PadFront(int Count) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        torch.nn.functional.pad(inputs[0], [Count, 0, Count, 0]);
}
