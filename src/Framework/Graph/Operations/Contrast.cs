using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <remarks>m + sqrt(mean((x - m)^2)), population form, no epsilon (IMDN, contrast-aware channel attention).</remarks>
public sealed record Contrast : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace)
    {
        var mean = inputs[0].mean([2, 3], keepdim: true);
        return mean + (inputs[0] - mean).square().mean([2, 3], keepdim: true).sqrt();
    }
}
