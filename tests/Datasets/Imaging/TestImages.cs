using Research.Framework.Data;
using Research.Framework.Runtime;
using SkiaSharp;

namespace Research.Tests.Datasets.Imaging;

/// <summary>Made-up images, and their files by an encoder that is not the code under test.</summary>
internal static class TestImages
{
    public static RgbImage Noise(int width, int height, string name = "noise")
    {
        var image = new RgbImage(width, height);
        new Seeds(1).Random(name).NextBytes(image.Pixels);
        return image;
    }

    /// <summary>Smooth in both directions, so that encoders use their predictors.</summary>
    public static RgbImage Smooth(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            image.Pixels[i * 3] = (byte)(x * 255 / width);
            image.Pixels[(i * 3) + 1] = (byte)(y * 255 / height);
            image.Pixels[(i * 3) + 2] = (byte)(128 + (100 * Math.Sin(0.2 * x) * Math.Cos(0.1 * y)));
        }

        return image;
    }

    public static byte[] Png(RgbImage image) => Encode(image, SKEncodedImageFormat.Png, 100);

    public static byte[] LosslessWebp(RgbImage image)
    {
        using var bitmap = Bitmap(image);
        using var pixmap = bitmap.PeekPixels();
        return pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100))!.ToArray();
    }

    public static byte[] LossyWebp(RgbImage image) => Encode(image, SKEncodedImageFormat.Webp, 80);

    public static byte[] Jpeg(RgbImage image) => Encode(image, SKEncodedImageFormat.Jpeg, 90);

    /// <summary>The 54-byte header of a 24-bit BMP, then rows from the bottom up, BGR, padded to 4 bytes.</summary>
    public static byte[] Bmp(RgbImage image)
    {
        var stride = ((image.Width * 3) + 3) / 4 * 4;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        writer.Write(54 + (stride * image.Height));
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(image.Width);
        writer.Write(image.Height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        for (var y = image.Height - 1; y >= 0; y--)
        {
            var row = new byte[stride];
            for (var i = 0; i < image.Width * 3; i++)
            {
                row[i] = image.Pixels[(y * image.Width * 3) + (i / 3 * 3) + 2 - (i % 3)];
            }

            writer.Write(row);
        }

        return stream.ToArray();
    }

    /// <summary>Two frames of the same image: the container of RFC 9649 around the VP8L chunk of a still file.</summary>
    public static byte[] AnimatedWebp(RgbImage image)
    {
        var still = LosslessWebp(image);
        var bitstream = still.AsSpan(12).ToArray();
        byte[] size = [.. Three(image.Width - 1), .. Three(image.Height - 1)];
        byte[] frame = Chunk("ANMF"u8, [0, 0, 0, 0, 0, 0, .. size, 100, 0, 0, 0, .. bitstream]);
        byte[] body = [.. Chunk("VP8X"u8, [0b10, 0, 0, 0, .. size]), .. Chunk("ANIM"u8, new byte[6]), .. frame, .. frame];
        return Chunk("RIFF"u8, [.. "WEBP"u8, .. body]);
    }

    private static byte[] Three(int value) => BitConverter.GetBytes(value)[..3];

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content) =>
        [.. name, .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Encode(RgbImage image, SKEncodedImageFormat format, int quality)
    {
        using var bitmap = Bitmap(image);
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    private static SKBitmap Bitmap(RgbImage image)
    {
        var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(image.Pixels[i * 3], image.Pixels[(i * 3) + 1], image.Pixels[(i * 3) + 2]));
        }

        return bitmap;
    }
}
