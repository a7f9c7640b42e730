using Research.Framework.Data;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>Images as tensors in 0..255 and back.</summary>
public static class ImageTensor
{
    /// <summary>1 x channels x H x W float32; channels-last in memory, as the pixels lie. For 1 channel: BT.601 luma, not rounded.</summary>
    public static torch.Tensor FromImage(RgbImage image, int channels = 3)
    {
        if (channels == 1)
        {
            var luma = MetricImage.FromRgb(image).Luma(LumaWeights.Bt601);
            return FromLuma(image.Width, image.Height, luma);
        }

        using var scope = torch.NewDisposeScope();
        var bytes = torch.tensor(image.Pixels, [1, image.Height, image.Width, 3]);
        return bytes.to_type(torch.ScalarType.Float32).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    public static torch.Tensor FromLuma(int width, int height, double[] luma) =>
        torch.tensor(Array.ConvertAll(luma, value => (float)value), [1, 1, height, width]);

    /// <summary>Samples of 1 x C x H x W as 8-bit values, interleaved (HWC): rounded half to even, clamped to 0..255.</summary>
    public static byte[] ToBytes(torch.Tensor image)
    {
        using var scope = torch.NewDisposeScope();
        var bytes = image.round().clamp_(Scalars.Of(0), Scalars.Of(255)).to_type(torch.ScalarType.Byte).permute(0, 2, 3, 1).contiguous();
        return bytes.data<byte>().ToArray();
    }
}
