using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <summary>Adds a stored value to each channel (the mean shift, which carries its sign).</summary>
public sealed record AddChannelBias(string Bias) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        inputs[0] + tensors.Tensor(Bias).view(1, -1, 1, 1);
}
