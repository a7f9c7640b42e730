using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Clip(double Low, double High) : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].clamp_(Scalars.Of(Low), Scalars.Of(High)) : inputs[0].clamp(Scalars.Of(Low), Scalars.Of(High));
}
