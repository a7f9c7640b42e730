using Research.Framework.Data;
using Research.Framework.Numerics;

namespace Research.Datasets.Resizing;

/// <summary>MATLAB's <c>imresize</c> for uint8 images, as the field makes its LR images: rounded (half away from zero) and clipped after each of the two passes.</summary>
public static class BicubicResizer
{
    private const int Channels = 3;

    /// <summary>LR of an HR image: cropped at the top left to a multiple of the scale, then reduced.</summary>
    public static RgbImage Reduce(RgbImage hr, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var (width, height) = (hr.Width / scale * scale, hr.Height / scale * scale);
        if (width == 0 || height == 0)
        {
            throw new ArgumentException($"{hr.Width}x{hr.Height} pixels cannot be reduced by {scale}", nameof(hr));
        }

        return Resize(hr.Width == width && hr.Height == height ? hr : hr.Crop(0, 0, width, height), 1.0 / scale);
    }

    /// <summary>The bicubic SR image of an LR image.</summary>
    public static RgbImage Enlarge(RgbImage lr, int scale) => Resize(lr, scale);

    /// <param name="scale">Output over input size, the same for both axes.</param>
    public static RgbImage Resize(RgbImage image, double scale)
    {
        var columns = MatlabBicubic.Weights(image.Width, MatlabBicubic.OutputLength(image.Width, scale), scale);
        var rows = MatlabBicubic.Weights(image.Height, MatlabBicubic.OutputLength(image.Height, scale), scale);
        return ResizeHorizontally(ResizeVertically(image, rows), columns);
    }

    private static RgbImage ResizeVertically(RgbImage image, ResizeWeights rows)
    {
        var result = new RgbImage(image.Width, rows.OutputLength);
        var rowLength = image.Width * Channels;
        var sums = new double[rowLength];
        for (var y = 0; y < rows.OutputLength; y++)
        {
            Array.Clear(sums);
            for (var tap = 0; tap < rows.Taps; tap++)
            {
                var weight = rows.Weights[(y * rows.Taps) + tap];
                var input = image.Pixels.AsSpan(rows.Indices[(y * rows.Taps) + tap] * rowLength, rowLength);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += weight * input[i];
                }
            }

            Round(sums, result.Pixels.AsSpan(y * rowLength, rowLength));
        }

        return result;
    }

    private static RgbImage ResizeHorizontally(RgbImage image, ResizeWeights columns)
    {
        var result = new RgbImage(columns.OutputLength, image.Height);
        var sums = new double[columns.OutputLength * Channels];
        for (var y = 0; y < image.Height; y++)
        {
            var input = image.Pixels.AsSpan(y * image.Width * Channels, image.Width * Channels);
            for (var x = 0; x < columns.OutputLength; x++)
            {
                var (r, g, b) = (0.0, 0.0, 0.0);
                for (var at = x * columns.Taps; at < (x + 1) * columns.Taps; at++)
                {
                    var weight = columns.Weights[at];
                    var pixel = input.Slice(columns.Indices[at] * Channels, Channels);
                    r += weight * pixel[0];
                    g += weight * pixel[1];
                    b += weight * pixel[2];
                }

                sums[x * Channels] = r;
                sums[(x * Channels) + 1] = g;
                sums[(x * Channels) + 2] = b;
            }

            Round(sums, result.Pixels.AsSpan(y * sums.Length, sums.Length));
        }

        return result;
    }

    private static void Round(ReadOnlySpan<double> values, Span<byte> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)Math.Clamp(Math.Round(values[i], MidpointRounding.AwayFromZero), 0, 255);
        }
    }
}
