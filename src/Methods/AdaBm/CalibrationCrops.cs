using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>One random crop each of randomly drawn images, flipped left-right, top-bottom and transposed, each with probability 1/2.</summary>
/// <remarks>Drawn once: calibration and all epochs see the same crops.</remarks>
internal static class CalibrationCrops
{
    /// <param name="images">Those smaller than the crop are passed over.</param>
    /// <param name="channels">3; 1 for networks on luma.</param>
    /// <param name="seeds">Of this cell.</param>
    /// <returns>N x channels x side x side in 0..255, N at most <see cref="AdaBmOptions.Images"/>.</returns>
    /// <exception cref="ResearchException">Fewer than two images are as large as the crop.</exception>
    internal static torch.Tensor Draw(ImageDataset images, int scale, int channels, AdaBmOptions options, Seeds seeds, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        var ids = images.ImageIds.ToArray();
        seeds.Random("images").Shuffle(ids);
        var (random, crops) = (seeds.Random("crops"), new List<torch.Tensor>());
        foreach (var id in ids.TakeWhile(_ => crops.Count < options.Images))
        {
            cancellation.ThrowIfCancellationRequested();
            var image = images.ReadLr(id, scale);
            if (image.Width >= options.Crop && image.Height >= options.Crop)
            {
                crops.Add(Crop(image, channels, options.Crop, random));
            }
        }

        return crops.Count > 1
            ? torch.cat(crops).MoveToOuterDisposeScope()
            : throw new ResearchException($"Of '{images.Name}' {crops.Count} images are as large as the crop of {options.Crop} LR pixels; at least 2 are needed: take a smaller crop or other images.");
    }

    private static torch.Tensor Crop(RgbImage image, int channels, int side, Random random)
    {
        var (x, y, pose) = (random.Next(image.Width - side + 1), random.Next(image.Height - side + 1), random.Next(Pose.Count));
        return Pose.Apply(ImageTensor.FromImage(image.Crop(x, y, side, side), channels), pose);
    }
}
