using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <remarks>The stored shift, -/+ range * (0.4488, 0.4371, 0.4040), carries its sign.</remarks>
public sealed record MeanShift(string Bias) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inputs[0] + tensors.Tensor(Bias).view(1, -1, 1, 1);
}
