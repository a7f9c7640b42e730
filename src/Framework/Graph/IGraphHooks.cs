using TorchSharp;

namespace Research.Framework.Graph;

/// <summary>What a quantized network, or an observer, does to the tensors of a pass.</summary>
public interface IGraphHooks
{
    /// <summary>Whether <see cref="Read"/> wants to see this value for any of its readers. Such a value is never overwritten in place.</summary>
    bool Touches(Value value);

    /// <summary>The form in which <paramref name="reader"/> reads <paramref name="value"/>; <paramref name="x"/> itself where nothing sits on that edge. Called once per edge, in order of execution.</summary>
    /// <param name="x">N x C x H x W.</param>
    torch.Tensor Read(GraphNode reader, Value value, torch.Tensor x);

    /// <summary>The form in which a convolution uses its weight; <paramref name="weight"/> itself where no quantizer sits on it.</summary>
    torch.Tensor Weight(string name, torch.Tensor weight);

    /// <summary>What a convolution gives on; <paramref name="y"/> itself where nobody has something to add.</summary>
    /// <param name="name">Of its weight.</param>
    /// <param name="convolve">Convolves the same input with another kernel, without bias.</param>
    torch.Tensor Convolved(string name, torch.Tensor y, Func<torch.Tensor, torch.Tensor> convolve) => y;
}
