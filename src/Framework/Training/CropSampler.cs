using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>
/// Batches of paired random crops: every image equally likely, and every place in it, turned and mirrored in one of the
/// eight ways of a square (Lim et al., CVPRW 2017, section 4.2; Timofte et al. 2016).
/// </summary>
/// <remarks>A batch is a function of seed and step alone, so a resumed training sees the same ones, whatever was drawn ahead.</remarks>
/// <param name="images">None smaller than the crop.</param>
/// <param name="crop">Side in LR pixels.</param>
public sealed class CropSampler(IReadOnlyList<ImagePair> images, int scale, int crop, int batch, Seeds seeds)
{
    private const int Colours = 3;

    /// <summary>Chooses the place of a crop with the generator given; thread-safe. Null: <see cref="CropPlace.Draw"/>.</summary>
    public Func<Random, CropPlace>? Choose { get; init; }

    /// <summary>Thread-safe. The caller disposes the batch.</summary>
    public TrainingBatch Draw(long step)
    {
        var random = seeds.Random(step.ToString(CultureInfo.InvariantCulture));
        var (lrSize, hrSize) = (crop * crop * Colours, crop * scale * crop * scale * Colours);
        var (lr, hr) = (new float[batch * lrSize], new float[batch * hrSize]);
        for (var i = 0; i < batch; i++)
        {
            var (image, x, y) = Choose?.Invoke(random) ?? CropPlace.Draw(images, crop, random);
            var (pair, pose) = (images[image], random.Next(Pose.Count));
            Copy(pair.Lr, x, y, crop, pose, lr.AsSpan(i * lrSize, lrSize));
            Copy(pair.Hr, x * scale, y * scale, crop * scale, pose, hr.AsSpan(i * hrSize, hrSize));
        }

        return new TrainingBatch(Tensor(lr, crop), Tensor(hr, crop * scale));
    }

    /// <param name="pose">Bit 0 mirrors left and right, bit 1 top and bottom, bit 2 swaps rows and columns.</param>
    internal static void Copy(RgbImage image, int left, int top, int side, int pose, Span<float> target)
    {
        for (int row = 0, at = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var (x, y) = (pose & 4) == 0 ? (column, row) : (row, column);
                x = (pose & 1) == 0 ? x : side - 1 - x;
                y = (pose & 2) == 0 ? y : side - 1 - y;
                var from = (((top + y) * image.Width) + left + x) * Colours;
                for (var colour = 0; colour < Colours; colour++, at++)
                {
                    target[at] = image.Pixels[from + colour];
                }
            }
        }
    }

    private torch.Tensor Tensor(float[] pixels, int side)
    {
        using var interleaved = torch.tensor(pixels, [batch, side, side, Colours]);
        return interleaved.permute(0, 3, 1, 2);
    }
}
