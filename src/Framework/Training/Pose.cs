using TorchSharp;

namespace Research.Framework.Training;

/// <summary>The eight ways to turn and mirror a square, as <see cref="CropSampler"/> counts them.</summary>
public static class Pose
{
    public const int Count = 8;

    /// <param name="crop_NCHW">H = W.</param>
    /// <param name="pose">Bit 0 mirrors left and right, bit 1 top and bottom, bit 2 swaps rows and columns.</param>
    public static torch.Tensor Apply(torch.Tensor crop_NCHW, int pose)
    {
        crop_NCHW = (pose & 1) == 0 ? crop_NCHW : crop_NCHW.flip(3);
        crop_NCHW = (pose & 2) == 0 ? crop_NCHW : crop_NCHW.flip(2);
        return (pose & 4) == 0 ? crop_NCHW : crop_NCHW.transpose(2, 3);
    }
}
