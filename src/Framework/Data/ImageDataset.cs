using Research.Framework.Runtime;

namespace Research.Framework.Data;

/// <summary>A named list of images. Reading is thread-safe; nothing is kept in memory.</summary>
public abstract class ImageDataset
{
    /// <summary>Identity as written in an experiment: <c>Set5</c>, <c>DIV2K[valid,1-10]</c>, <c>photos[calibration]</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The images' ids (file stems without the scale suffix), in the order of the set.</summary>
    public abstract IReadOnlyList<string> ImageIds { get; }

    /// <summary>False for lists of LR images whose HR does not exist: fine for calibration, an error for evaluation.</summary>
    public abstract bool HasHr { get; }

    /// <summary>What is odd about the folders and does not stop their use, a sentence each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The HR image as stored.</summary>
    public abstract RgbImage ReadHr(string id);

    /// <summary>The LR image for a scale: read where it is stored, else HR cropped to a multiple of the scale and reduced by MATLAB-exact bicubic.</summary>
    public abstract RgbImage ReadLr(string id, int scale);

    /// <summary>SHA-256 (lower-case hex) over ids, sizes and pixels of all that is read at this scale: equal pixels in other files or formats give the same hash.</summary>
    public abstract string ContentHash(int scale);

    /// <summary>The same, image by image.</summary>
    public abstract IReadOnlyList<ImageHash> ImageHashes(int scale);

    /// <summary>LR and HR for evaluation; HR is cropped at the top left to exactly scale x LR.</summary>
    /// <exception cref="ResearchException">No HR, or HR smaller than scale x LR, or larger by a scale or more.</exception>
    public ImagePair ReadPair(string id, int scale)
    {
        if (!HasHr)
        {
            throw new ResearchException($"Data set '{Name}' has no HR images, so nothing can be evaluated on it. Use it for calibration, or name a set with HR.");
        }

        var lr = ReadLr(id, scale);
        var hr = ReadHr(id);
        var (width, height) = (lr.Width * scale, lr.Height * scale);
        if (hr.Width < width || hr.Height < height || hr.Width >= width + scale || hr.Height >= height + scale)
        {
            throw new ResearchException(
                $"Data set '{Name}', image '{id}': HR is {hr.Width}x{hr.Height} and LR x{scale} is {lr.Width}x{lr.Height}; " +
                $"HR should be {width}x{height}, or larger by less than {scale} pixels. Are both from the same edition of the set?");
        }

        return new ImagePair(id, lr, hr.Width == width && hr.Height == height ? hr : hr.Crop(0, 0, width, height));
    }
}

/// <param name="Hr">Exactly scale times the size of <paramref name="Lr"/>.</param>
public sealed record ImagePair(string Id, RgbImage Lr, RgbImage Hr);
