using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Numerics;

/// <summary>The gradient of an image's grey values, as CADyQ and AdaBM measure it.</summary>
public static class SobelGradient
{
    /// <remarks>
    /// gray = (0.299 R + 0.587 G + 0.114 B) / 255; correlation with Sobel [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]] / 8 and its transpose, borders repeated (released codes).
    /// </remarks>
    /// <param name="lr_NCHW">In 0..255; RGB or luma.</param>
    /// <returns>N x 2 x H x W: along the rows, along the columns; without gradients.</returns>
    public static torch.Tensor Of(torch.Tensor lr_NCHW)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var x = lr_NCHW.div(Scalars.Of(255));
        var gray = x.shape[1] == 1 ? x : x.narrow(1, 0, 1).mul(Scalars.Of(0.299)) + x.narrow(1, 1, 1).mul(Scalars.Of(0.587)) + x.narrow(1, 2, 1).mul(Scalars.Of(0.114));
        var padded = torch.nn.functional.pad(gray.contiguous(), [1, 1, 1, 1], PaddingModes.Replicate);
        var sobel = torch.tensor(new double[] { -1, 0, 1, -2, 0, 2, -1, 0, 1 }, [1, 1, 3, 3]).div(Scalars.Of(8)).to_type(x.dtype).to(x.device);
        var kernels = torch.cat([sobel, sobel.transpose(2, 3)]);
        return torch.nn.functional.conv2d(padded, kernels).MoveToOuterDisposeScope();
    }
}
