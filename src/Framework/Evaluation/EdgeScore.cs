using Research.Framework.Data;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>How much edge there is in an image or tile, 0..255: what CABM looks the bits up by.</summary>
/// <remarks>
/// On 8-bit gray g = (9798 R + 19235 G + 3735 B + 16384) >> 15 (OpenCV's luma), the Laplacian [[2, 0, 2], [0, -8, 0], [2, 0, 2]]
/// (OpenCV, aperture 3), borders reflected without repeating the edge pixel; score = mean of min(|Laplacian|, 255), key = floor(100 score + 1/2),
/// so that equal scores have equal keys whatever the rounding (ARM-Net's operator, which CABM takes over; the paper says "Laplacian").
/// All in whole numbers.
/// </remarks>
public static class EdgeScore
{
    /// <summary>The key of the score 255.</summary>
    public const int LargestKey = 255 * KeysPerUnit;

    /// <summary>Keys between two whole scores.</summary>
    public const int KeysPerUnit = 100;

    private const int Saturation = 255;

    public static double Of(RgbImage image) => (double)Sum(Gray(image.Pixels), image.Width, image.Height) / (image.Width * image.Height);

    /// <summary>0..<see cref="LargestKey"/>.</summary>
    public static int Key(RgbImage image) => Key(Gray(image.Pixels), image.Width, image.Height);

    /// <summary>The keys of a batch; pixels are rounded to 8 bits.</summary>
    /// <param name="lr_NCHW">In 0..255; of one channel: taken for gray.</param>
    public static int[] Keys(torch.Tensor lr_NCHW)
    {
        var (samples, channels, height, width) = ((int)lr_NCHW.shape[0], (int)lr_NCHW.shape[1], (int)lr_NCHW.shape[2], (int)lr_NCHW.shape[3]);
        var keys = new int[samples];
        for (var i = 0; i < samples; i++)
        {
            using var one = lr_NCHW.narrow(0, i, 1);
            var pixels = ImageTensor.ToBytes(one);
            keys[i] = Key(channels == 1 ? Array.ConvertAll(pixels, pixel => (short)pixel) : Gray(pixels), width, height);
        }

        return keys;
    }

    private static int Key(short[] gray, int width, int height)
    {
        var pixels = (long)width * height;
        return (int)(((2 * KeysPerUnit * Sum(gray, width, height)) + pixels) / (2 * pixels));
    }

    private static short[] Gray(ReadOnlySpan<byte> rgb)
    {
        var gray = new short[rgb.Length / 3];
        for (int i = 0, at = 0; i < gray.Length; i++, at += 3)
        {
            gray[i] = (short)(((9798 * rgb[at]) + (19235 * rgb[at + 1]) + (3735 * rgb[at + 2]) + 16384) >> 15);
        }

        return gray;
    }

    /// <summary>Of the saturated absolute values.</summary>
    private static long Sum(ReadOnlySpan<short> gray, int width, int height)
    {
        var sum = 0L;
        for (var y = 0; y < height; y++)
        {
            var above = Row(gray, y - 1, width, height);
            var row = Row(gray, y, width, height);
            var below = Row(gray, y + 1, width, height);
            var ofRow = At(above, row, below, 0, width) + (width > 1 ? At(above, row, below, width - 1, width) : 0);
            for (var x = 1; x < width - 1; x++)
            {
                ofRow += Saturated(above[x - 1] + above[x + 1] + below[x - 1] + below[x + 1], row[x]);
            }

            sum += ofRow;
        }

        return sum;
    }

    private static int At(ReadOnlySpan<short> above, ReadOnlySpan<short> row, ReadOnlySpan<short> below, int x, int width)
    {
        var (left, right) = (Reflected(x - 1, width), Reflected(x + 1, width));
        return Saturated(above[left] + above[right] + below[left] + below[right], row[x]);
    }

    private static int Saturated(int corners, int centre) => Math.Min(Math.Abs((2 * corners) - (8 * centre)), Saturation);

    private static ReadOnlySpan<short> Row(ReadOnlySpan<short> gray, int y, int width, int height) => gray.Slice(Reflected(y, height) * width, width);

    private static int Reflected(int i, int size) => size == 1 ? 0 : i < 0 ? -i : i >= size ? (2 * size) - 2 - i : i;
}
