using Research.Framework.Data;

namespace Research.Framework.Experiments;

/// <summary>What a network made of a crop, as a PNG.</summary>
public sealed record CropPicture(ImageCrop Crop, byte[] Png)
{
    internal static CropPicture Of(ImageCrop crop, RgbImage image) => new(crop, PngImage.Encode(crop.Of(image)));
}
