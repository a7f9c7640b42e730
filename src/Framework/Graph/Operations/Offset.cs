using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Offset(double Constant) : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].add_(Scalars.Of(Constant)) : inputs[0].add(Scalars.Of(Constant));
}
