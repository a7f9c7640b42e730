using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Scale(double Factor) : Operation
{
    internal override bool CanRunInPlace => true;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inPlace ? inputs[0].mul_(Scalars.Of(Factor)) : inputs[0].mul(Scalars.Of(Factor));
}
