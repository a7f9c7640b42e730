using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <summary>What a node does. Stateless: tensors are handed in.</summary>
public abstract record Operation
{
    /// <summary>Whether <see cref="Forward"/> can write its result over its first input.</summary>
    internal virtual bool CanRunInPlace => false;

    /// <summary>Whether the result may share memory with the first input.</summary>
    internal virtual bool IsView => false;

    /// <param name="inputs">As many as the node has, N x C x H x W.</param>
    /// <param name="inPlace">True only where <see cref="CanRunInPlace"/> and nobody reads the first input afterwards.</param>
    internal abstract torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace);
}
