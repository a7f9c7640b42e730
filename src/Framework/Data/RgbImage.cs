namespace Research.Framework.Data;

/// <summary>An 8-bit RGB image. <see cref="Pixels"/> is interleaved, row-major: <c>pixels[(y * Width + x) * 3 + c]</c>, c = 0 R, 1 G, 2 B.</summary>
public sealed class RgbImage
{
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.LongLength != 3L * width * height)
        {
            throw new ArgumentException($"{pixels.LongLength} bytes do not make {width}x{height} RGB pixels", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    public RgbImage(int width, int height)
        : this(width, height, new byte[3L * width * height])
    {
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    /// <summary>A copy of the rectangle with its top-left corner at (<paramref name="x"/>, <paramref name="y"/>), in pixels.</summary>
    public RgbImage Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width <= 0 || height <= 0 || x + width > Width || y + height > Height)
        {
            throw new ArgumentException($"the rectangle {width}x{height} at ({x}, {y}) does not lie within {Width}x{Height}");
        }

        var crop = new RgbImage(width, height);
        for (var row = 0; row < height; row++)
        {
            Pixels.AsSpan((((y + row) * Width) + x) * 3, width * 3).CopyTo(crop.Pixels.AsSpan(row * width * 3));
        }

        return crop;
    }

    /// <summary>The square in the middle, cut where the image is smaller; the image itself for 0.</summary>
    /// <param name="side">In pixels.</param>
    public RgbImage CentreCrop(int side)
    {
        if (side == 0)
        {
            return this;
        }

        var (width, height) = (Math.Min(side, Width), Math.Min(side, Height));
        return Crop((Width - width) / 2, (Height - height) / 2, width, height);
    }
}
