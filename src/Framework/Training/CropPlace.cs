using Research.Framework.Data;

namespace Research.Framework.Training;

/// <summary>Where a crop lies: the image's index, and its top-left corner in LR pixels.</summary>
public readonly record struct CropPlace(int Image, int X, int Y)
{
    /// <summary>Every image equally likely, and every place in it.</summary>
    /// <param name="images">None smaller than the crop.</param>
    /// <param name="crop">Side in LR pixels.</param>
    public static CropPlace Draw(IReadOnlyList<ImagePair> images, int crop, Random random)
    {
        var image = random.Next(images.Count);
        var lr = images[image].Lr;
        return new CropPlace(image, random.Next(lr.Width - crop + 1), random.Next(lr.Height - crop + 1));
    }
}
