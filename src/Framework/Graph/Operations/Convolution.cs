using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Convolution(string Weight, string? Bias, int Kernel, int Groups) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace)
    {
        long padding = (Kernel - 1) / 2;
        return torch.nn.functional.conv2d(
            inputs[0], tensors.Weight(Weight), Bias is null ? null : tensors.Tensor(Bias),
            strides: [1, 1], padding: [padding, padding], dilation: [1, 1], groups: Groups);
    }
}
