using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>An operation on centred codes (q - z).</summary>
internal interface IIntegerOperation
{
    /// <param name="inputs">As many as the step has, N x C x H x W, never changed.</param>
    torch.Tensor Run(torch.Tensor[] inputs);
}
