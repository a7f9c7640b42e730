using System.Buffers.Binary;
using Research.Datasets.Imaging;
using Research.Framework.Data;
using SkiaSharp;

namespace Research.Tests.Datasets.Imaging;

[Trait("tier", "unit")]
public sealed class ImageFileTests
{
    private static readonly RgbImage Image = TestImages.Noise(37, 23);

    public static TheoryData<string> Formats => [.. Encoded.Keys];

    private static Dictionary<string, byte[]> Encoded { get; } = new()
    {
        ["png"] = TestImages.Png(Image),
        ["webp"] = TestImages.LosslessWebp(Image),
        ["bmp"] = TestImages.Bmp(Image),
        ["jpg"] = TestImages.Jpeg(Image),
    };

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void Lossless_files_give_their_exact_samples(string format) =>
        Assert.Equal(Image.Pixels, ImageFile.Decode(Encoded[format], "a").Pixels);

    [Fact]
    public void A_JPEG_gives_what_was_compressed_but_for_its_loss()
    {
        var smooth = TestImages.Smooth(64, 48);
        var read = ImageFile.Decode(TestImages.Jpeg(smooth), "a");
        Assert.True(smooth.Pixels.Zip(read.Pixels, (a, b) => Math.Abs(a - b)).Average() < 3);
    }

    [Fact]
    public void Colours_under_transparency_are_read_as_stored()
    {
        byte[] rgba = [200, 101, 3, 0, 10, 20, 30, 77];
        using var image = SKImage.FromPixelCopy(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul), rgba);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        Assert.Equal([200, 101, 3, 10, 20, 30], ImageFile.Decode(data.ToArray(), "a").Pixels);
    }

    [Fact]
    public void What_is_written_is_read_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Path("new/a.png");
        ImageFile.Write(path, Image);
        ImageFile.Write(path, Image);
        Assert.Equal(Image.Pixels, ImageFile.Read(path).Pixels);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_truncated_file_is_an_error_at_every_length(string format)
    {
        var file = Encoded[format];

        // The last bytes of PNG (end mark), JPEG (end mark) and WebP (padding) carry no pixels.
        for (var length = 0; length < file.Length - 32; length += 7)
        {
            var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file[..length], "folder/a.img"));
            Assert.StartsWith("Image 'folder/a.img': ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_PNG_never_changes_a_sample_silently()
    {
        var refused = 0;
        for (var at = 0; at < Encoded["png"].Length; at++)
        {
            var damaged = Encoded["png"].ToArray();
            damaged[at] ^= 0x10;
            try
            {
                Assert.Equal(Image.Pixels, ImageFile.Decode(damaged, "a").Pixels);
            }
            catch (ImageFormatException)
            {
                refused++;
            }
        }

        // Only the chunk of significant bits (18 bytes) and the end mark are not needed for the samples.
        Assert.True(refused >= Encoded["png"].Length - 30, $"{refused} of {Encoded["png"].Length}");
    }

    [Fact]
    public void A_header_that_lies_about_the_size_is_refused_before_memory_is_taken()
    {
        var file = TestImages.Bmp(Image);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 60_000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 60_000);
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "a.bmp"));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 10_000_000);
        Assert.Contains("a.bmp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_beyond_the_limit_is_refused_with_size_and_limit()
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Encoded["png"], "a.png", new ImageLimits(MaxPixels: 850)));
        Assert.Contains("37x23", error.Message, StringComparison.Ordinal);
        Assert.Contains("850", error.Message, StringComparison.Ordinal);
        Assert.Equal(37, ImageFile.Decode(Encoded["png"], "a.png", new ImageLimits(MaxPixels: 37 * 23)).Width);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.png", Encoded["png"]);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(path, new ImageLimits(MaxFileBytes: 100)));
        Assert.Contains("100", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GIF89a......", "a GIF")]
    [InlineData("II*\0........", "a TIFF")]
    [InlineData("....ftypavif", "an AVIF")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "Git LFS")]
    [InlineData("<!DOCTYPE html>", "web page")]
    [InlineData("hello", "no image of a known kind")]
    public void Other_kinds_are_named(string content, string expected)
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode([.. content.Select(c => (byte)c)], "a.png"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CMYK_JPEG_is_refused()
    {
        // Start of image, a frame header of 8x8 with four components.
        byte[] file = [0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0];
        Assert.Contains("CMYK", Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, "a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_animation_is_refused()
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(TestImages.AnimatedWebp(Image), "a"));
        Assert.Contains("animation of 2 frames", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_the_same_kind_of_error() =>
        Assert.Contains("nowhere.png", Assert.Throws<ImageFormatException>(() => ImageFile.Read("/nowhere.png")).Message, StringComparison.Ordinal);
}
