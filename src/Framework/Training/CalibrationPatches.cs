using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Random patches of LR images to calibrate on, drawn like the crops of a training (<see cref="CropSampler"/>): images may come several times, each patch is turned and mirrored.</summary>
public static class CalibrationPatches
{
    /// <summary>N x channels x side x side in 0..255, channels-last in memory. Only the images that are drawn are read; those smaller than the patch are passed over.</summary>
    /// <param name="channels">3; 1 for networks on luma.</param>
    /// <param name="side">Of a patch, in LR pixels.</param>
    /// <exception cref="ResearchException">No image is as large as a patch.</exception>
    public static torch.Tensor Draw(ImageDataset images, int scale, int channels, int count, int side, Random random, CancellationToken cancellation = default)
    {
        using var scope = torch.NewDisposeScope();
        var known = new Dictionary<string, RgbImage>(StringComparer.Ordinal);
        var ids = images.ImageIds.ToList();
        var patches_NHWC = new List<torch.Tensor>();
        while (patches_NHWC.Count < count)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ids.Count == 0)
            {
                throw new ResearchException($"No image of '{images.Name}' is as large as the patch of {side} LR pixels at x{scale}; take a smaller patch or other images.");
            }

            var id = ids[random.Next(ids.Count)];
            if (!known.TryGetValue(id, out var image))
            {
                known[id] = image = images.ReadLr(id, scale);
            }

            if (image.Width < side || image.Height < side)
            {
                ids.Remove(id);
                continue;
            }

            var (left, top) = (random.Next(image.Width - side + 1), random.Next(image.Height - side + 1));
            patches_NHWC.Add(Pose.Apply(ImageTensor.FromImage(image.Crop(left, top, side, side), channels), random.Next(Pose.Count)).permute(0, 2, 3, 1));
        }

        return torch.cat(patches_NHWC).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
