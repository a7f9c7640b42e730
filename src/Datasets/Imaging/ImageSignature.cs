namespace Research.Datasets.Imaging;

/// <summary>Tells by the first bytes what a file is; names and extensions are not trusted.</summary>
internal static class ImageSignature
{
    private static readonly (string Kind, int Offset, byte[] Bytes)[] Others =
    [
        ("a GIF", 0, "GIF8"u8.ToArray()),
        ("a TIFF", 0, [0x49, 0x49, 0x2A, 0]),
        ("a TIFF", 0, [0x4D, 0x4D, 0, 0x2A]),
        ("an AVIF or HEIF", 4, "ftyp"u8.ToArray()),
        ("a JPEG XL", 0, [0xFF, 0x0A]),
        ("a JPEG 2000", 4, "jP  "u8.ToArray()),
        ("a Photoshop file", 0, "8BPS"u8.ToArray()),
        ("a Git LFS pointer (the image itself was not fetched)", 0, "version https://git-lfs"u8.ToArray()),
        ("a web page (a download that failed?)", 0, "<!DOCTYPE"u8.ToArray()),
        ("a web page (a download that failed?)", 0, "<html"u8.ToArray()),
    ];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsBmp(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8);

    public static bool IsWebp(ReadOnlySpan<byte> file) => file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static bool IsSupported(ReadOnlySpan<byte> file) => IsPng(file) || IsJpeg(file) || IsBmp(file) || IsWebp(file);

    /// <summary>What a file of an unsupported kind is: "a TIFF", or "no image of a known kind".</summary>
    public static string Describe(ReadOnlySpan<byte> file)
    {
        foreach (var (kind, offset, bytes) in Others)
        {
            if (file.Length >= offset + bytes.Length && file[offset..].StartsWith(bytes))
            {
                return kind;
            }
        }

        return "no image of a known kind";
    }
}
