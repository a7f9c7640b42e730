using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record TransposedConvolution(string Weight, string? Bias, int Stride, int Padding, int OutputPadding) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        torch.nn.functional.conv_transpose2d(
            inputs[0], tensors.Weight(Weight), Bias is null ? null : tensors.Tensor(Bias),
            strides: [Stride, Stride], padding: [Padding, Padding], output_padding: [OutputPadding, OutputPadding]);
}
