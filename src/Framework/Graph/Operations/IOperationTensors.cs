using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <summary>What an operation may ask of the network that runs it.</summary>
internal interface IOperationTensors
{
    /// <summary>A convolution's weight as this pass uses it: quantized where a quantizer sits on it.</summary>
    torch.Tensor Weight(string name);

    /// <summary>What a convolution gives on.</summary>
    /// <param name="name">Of its weight.</param>
    /// <param name="convolve">Convolves the same input with another kernel, without bias.</param>
    torch.Tensor Convolved(string name, torch.Tensor y, Func<torch.Tensor, torch.Tensor> convolve) => y;

    /// <summary>Any other tensor of the state dictionary.</summary>
    torch.Tensor Tensor(string name);

    /// <summary>Batch normalisation takes its statistics from the batch, and follows them.</summary>
    bool BatchStatistics { get; }
}
