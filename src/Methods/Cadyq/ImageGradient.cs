using Research.Framework.Numerics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Cadyq;

/// <summary>How much an image changes along its rows and columns: what all selectors of a network see alike.</summary>
internal static class ImageGradient
{
    /// <summary>Numbers a sample.</summary>
    internal const int Count = 2;

    private const double White = 255;

    /// <remarks>v = f [mean |g_x|, mean |g_y|] over all pixels (<see cref="SobelGradient"/>); f = 1000 for networks whose white is 255, else 1 (specification, 4.1).</remarks>
    /// <param name="lr_NCHW">In 0..255, whatever the network's range.</param>
    /// <param name="pixelRange">The network's: 255 or 1.</param>
    /// <returns>N x 2, without gradients.</returns>
    internal static torch.Tensor Of(torch.Tensor lr_NCHW, double pixelRange)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return SobelGradient.Of(lr_NCHW).abs().mean([2L, 3L]).mul(Scalars.Of(pixelRange == White ? 1000 : 1)).MoveToOuterDisposeScope();
    }
}
