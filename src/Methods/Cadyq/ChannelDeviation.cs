using System.Runtime.InteropServices;
using TorchSharp;

namespace Research.Methods.Cadyq;

/// <summary>How much each channel of a feature varies over the image.</summary>
internal static class ChannelDeviation
{
    /// <summary>Pixels whose channels are summed up by one thread at a time.</summary>
    private const int Piece = 256;

    /// <remarks>
    /// s_c = sqrt(sum (x - mean)^2 / (HW - 1)) over H and W; 0 for a single pixel, which the released code would make NaN. In float32 one pass over
    /// the memory, with sums in float64 of differences from the sample's first pixel.
    /// </remarks>
    /// <param name="x_NCHW">Before quantization; best with the channels last in memory.</param>
    /// <returns>N x C, without gradients.</returns>
    internal static torch.Tensor Of(torch.Tensor x_NCHW)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var x = x_NCHW.detach();
        if (x.device_type != DeviceType.CPU || x.dtype != torch.ScalarType.Float32 || x.numel() > int.MaxValue / sizeof(float))
        {
            return Operations(x).MoveToOuterDisposeScope();
        }

        var rows_NHWC = x.permute(0, 2, 3, 1).contiguous();
        return OnePass(rows_NHWC, (int)x.shape[0], (int)(x.shape[2] * x.shape[3]), (int)x.shape[1]).MoveToOuterDisposeScope();
    }

    /// <summary>For any type and device.</summary>
    internal static torch.Tensor Operations(torch.Tensor x_NCHW) => x_NCHW.shape[2] * x_NCHW.shape[3] == 1
        ? torch.zeros([x_NCHW.shape[0], x_NCHW.shape[1]], x_NCHW.dtype, x_NCHW.device)
        : x_NCHW.flatten(2).std(dimensions: [2L], unbiased: true);

    /// <summary>The same on any number of threads.</summary>
    private static torch.Tensor OnePass(torch.Tensor rows_NHWC, int samples, int pixels, int channels)
    {
        var pieces = (pixels + Piece - 1) / Piece;
        var sums = new double[samples * pieces][];
        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (sample, first) = (run / pieces, run % pieces * Piece);
            var image = Floats(rows_NHWC).Slice(sample * pixels * channels, pixels * channels);
            sums[run] = new double[2 * channels];
            ChannelSums.Add(image.Slice(first * channels, Math.Min(Piece, pixels - first) * channels), image[..channels], sums[run]);
        });

        var deviations = new float[samples * channels];
        for (var i = 0; i < deviations.Length; i++)
        {
            var (sample, channel) = (i / channels, i % channels);
            var (sum, squares) = (0.0, 0.0);
            for (var piece = 0; piece < pieces; piece++)
            {
                sum += sums[(sample * pieces) + piece][channel];
                squares += sums[(sample * pieces) + piece][channels + channel];
            }

            deviations[i] = pixels == 1 ? 0 : (float)Math.Sqrt(Math.Max(0, squares - (sum * sum / pixels)) / (pixels - 1));
        }

        return torch.tensor(deviations, [samples, channels]);
    }

    private static ReadOnlySpan<float> Floats(torch.Tensor rows) => MemoryMarshal.Cast<byte, float>(rows.bytes);
}
