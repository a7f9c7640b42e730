using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record RepeatChannels(int Times) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inputs[0].repeat_interleave(Times, 1);
}
