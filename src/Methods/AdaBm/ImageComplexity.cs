using Research.Framework.Numerics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>How much there is to see in an image.</summary>
internal static class ImageComplexity
{
    /// <remarks>c = 1000 times the mean of |gradient| over both directions and all pixels (<see cref="SobelGradient"/>; released code).</remarks>
    /// <param name="lr_NCHW">In 0..255; RGB or luma.</param>
    /// <returns>c, of length N.</returns>
    internal static torch.Tensor Of(torch.Tensor lr_NCHW)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return SobelGradient.Of(lr_NCHW).abs().mean([1L, 2L, 3L]).mul(Scalars.Of(1000)).MoveToOuterDisposeScope();
    }
}
