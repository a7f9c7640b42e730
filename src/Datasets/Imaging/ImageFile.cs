using System.Buffers;
using Research.Framework.Data;
using Research.Framework.Runtime;
using SkiaSharp;

namespace Research.Datasets.Imaging;

/// <summary>Reads PNG, WebP, BMP and JPEG as their exact 8-bit samples and writes PNG.</summary>
/// <remarks>
/// Samples are taken as stored: no colour management, no EXIF rotation, alpha dropped without blending, gray as three equal
/// channels, 16-bit samples by their high byte. JPEG is exact only in being what the decoder (libjpeg-turbo) makes of it: a set
/// kept as JPEG is not the set that was compressed. CMYK JPEG and animations have no exact RGB and are refused.
/// </remarks>
public static class ImageFile
{
    /// <exception cref="ImageFormatException">Anything that keeps the file from being read whole and exactly.</exception>
    public static RgbImage Read(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        byte[] file;
        try
        {
            var length = new FileInfo(path).Length;
            if (length > limits.MaxFileBytes)
            {
                throw new ImageFormatException(path, $"the file has {length} bytes, more than the limit of {limits.MaxFileBytes}.");
            }

            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(path, $"cannot be read: {e.Message}", e);
        }

        return Decode(file, path, limits);
    }

    /// <param name="encoded">The bytes of a whole file.</param>
    /// <param name="name">How errors call it.</param>
    /// <exception cref="ImageFormatException">As <see cref="Read"/>.</exception>
    public static RgbImage Decode(byte[] encoded, string name, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        if (encoded.Length == 0)
        {
            throw new ImageFormatException(name, "the file is empty.");
        }

        if (!ImageSignature.IsSupported(encoded))
        {
            throw new ImageFormatException(name, $"is {ImageSignature.Describe(encoded)}. PNG, WebP, BMP and JPEG are read; convert it to PNG.");
        }

        if (ImageSignature.IsJpeg(encoded) && JpegHeader.Components(encoded) == 4)
        {
            throw new ImageFormatException(name, "is a CMYK JPEG, which has no exact RGB samples. Convert it to an RGB PNG.");
        }

        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw new ImageFormatException(name, $"its header is damaged or of a variant that is not supported.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width <= 0 || height <= 0)
        {
            throw new ImageFormatException(name, $"its header says {width}x{height} pixels.");
        }

        if ((long)width * height > limits.MaxPixels)
        {
            throw new ImageFormatException(name, $"has {width}x{height} pixels, more than the limit of {limits.MaxPixels}.");
        }

        if (codec.FrameCount > 1)
        {
            throw new ImageFormatException(name, $"is an animation of {codec.FrameCount} frames. Save the wanted frame as PNG.");
        }

        return DecodePixels(codec, width, height, name);
    }

    /// <summary>Writes an RGB PNG, whole or not at all. Folders are made as needed.</summary>
    public static void Write(string path, RgbImage image) => AtomicFile.WriteAllBytes(path, PngImage.Encode(image));

    // Opaque and without a colour space: any other target makes Skia premultiply or convert the samples.
    private static unsafe RgbImage DecodePixels(SKCodec codec, int width, int height, string name)
    {
        var count = width * height;
        var rgba = ArrayPool<byte>.Shared.Rent(count * 4);
        try
        {
            fixed (byte* address = rgba)
            {
                var target = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
                var result = codec.GetPixels(target, (nint)address);
                if (result != SKCodecResult.Success)
                {
                    var reason = result == SKCodecResult.IncompleteInput ? "is truncated" : "is corrupt";
                    throw new ImageFormatException(name, $"{reason}: its {width}x{height} pixels cannot all be decoded ({result}).");
                }
            }

            var image = new RgbImage(width, height, GC.AllocateUninitializedArray<byte>(count * 3));
            var rgb = image.Pixels;
            for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
            {
                rgb[to] = rgba[from];
                rgb[to + 1] = rgba[from + 1];
                rgb[to + 2] = rgba[from + 2];
            }

            return image;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }
}
