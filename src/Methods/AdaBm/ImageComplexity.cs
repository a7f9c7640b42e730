using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>How much there is to see in an image.</summary>
internal static class ImageComplexity
{
    /// <remarks>
    /// gray = (0.299 R + 0.587 G + 0.114 B) / 255; c = 1000 times the mean of |gradient| over both directions and all pixels, gradients by
    /// Sobel [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]] / 8 and its transpose, borders repeated (released code).
    /// </remarks>
    /// <param name="lr_NCHW">In 0..255; RGB or luma.</param>
    /// <returns>c, of length N.</returns>
    internal static torch.Tensor Of(torch.Tensor lr_NCHW)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var x = lr_NCHW.div(Scalars.Of(255));
        var gray = x.shape[1] == 1 ? x : x.narrow(1, 0, 1).mul(Scalars.Of(0.299)) + x.narrow(1, 1, 1).mul(Scalars.Of(0.587)) + x.narrow(1, 2, 1).mul(Scalars.Of(0.114));
        var padded = torch.nn.functional.pad(gray.contiguous(), [1, 1, 1, 1], PaddingModes.Replicate);
        var sobel = torch.tensor(new double[] { -1, 0, 1, -2, 0, 2, -1, 0, 1 }, [1, 1, 3, 3]).div(Scalars.Of(8)).to_type(x.dtype).to(x.device);
        var kernels = torch.cat([sobel, sobel.transpose(2, 3)]);
        return torch.nn.functional.conv2d(padded, kernels).abs().mean([1L, 2L, 3L]).mul(Scalars.Of(1000)).MoveToOuterDisposeScope();
    }
}
