using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Convolution(string Weight, string? Bias, int Kernel, int Groups) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace)
    {
        var x = inputs[0];
        var y = Convolve(x, tensors.Weight(Weight), Bias is null ? null : tensors.Tensor(Bias));
        return tensors.Convolved(Weight, y, kernel => Convolve(x, kernel, null));
    }

    private torch.Tensor Convolve(torch.Tensor x, torch.Tensor weight, torch.Tensor? bias)
    {
        long padding = (Kernel - 1) / 2;
        return torch.nn.functional.conv2d(x, weight, bias, strides: [1, 1], padding: [padding, padding], dilation: [1, 1], groups: Groups);
    }
}
