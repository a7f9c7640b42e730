using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>A part of an image that is kept as a picture, of HR and of what every network makes of it, for the eye.</summary>
/// <param name="Name">Also the folder of its pictures.</param>
/// <param name="Dataset">One of the experiment's.</param>
/// <param name="X">Of its left edge, in HR pixels; the others in HR pixels too.</param>
public sealed record ImageCrop(string Name, string Dataset, string Image, int X, int Y, int Width, int Height)
{
    public RgbImage Of(RgbImage image) => image.Crop(X, Y, Width, Height);

    /// <summary>Whether it lies within what networks of these scales put out.</summary>
    /// <exception cref="ResearchException">No such image, or it has fewer pixels.</exception>
    internal void Check(ImageDataset dataset, IEnumerable<int> scales)
    {
        if (!dataset.ImageIds.Contains(Image, StringComparer.Ordinal))
        {
            throw new ResearchException($"crop '{Name}': data set '{Dataset}' has no image '{Image}'.{Nearest.Hint(Image, dataset.ImageIds)}");
        }

        var hr = dataset.ReadHr(Image);
        var (width, height) = (scales.Min(scale => hr.Width - (hr.Width % scale)), scales.Min(scale => hr.Height - (hr.Height % scale)));
        if (X > width - Width || Y > height - Height)
        {
            throw new ResearchException($"crop '{Name}': {Width}x{Height} pixels at ({X}, {Y}) do not lie within the {width}x{height} of '{Image}' in '{Dataset}'.");
        }
    }

    /// <summary>Those of a data set that is at hand.</summary>
    internal static ImmutableArray<ImageCrop> Of(IEnumerable<ImageCrop> crops, OpenedDataset dataset) => [.. crops.Where(crop => crop.Dataset == dataset.Name)];
}
