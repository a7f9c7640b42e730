using System.Buffers.Binary;

namespace Research.Framework.Downloads;

/// <summary>Tells files apart by their first bytes, whatever their names say.</summary>
public static class FileSignatures
{
    /// <summary>So many first bytes suffice: a tar's mark is at 257.</summary>
    public const int Needed = 512;

    public static FileSignature Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK"u8))
        {
            return FileSignature.Zip;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return FileSignature.GZip;
        }

        if (start.Length >= 262 && start.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return FileSignature.Tar;
        }

        if (IsImage(start))
        {
            return FileSignature.Image;
        }

        // A pickle, protocol 2, of the 10-byte number that opens every legacy torch file.
        if (start.StartsWith((ReadOnlySpan<byte>)[0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]))
        {
            return FileSignature.TorchLegacy;
        }

        // A header length (8 bytes, little-endian), then a JSON object.
        if (start.Length > 8 && start[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) < 100_000_000)
        {
            return FileSignature.Safetensors;
        }

        return IsMarkup(start) ? FileSignature.Markup : FileSignature.Unknown;
    }

    public static FileSignature DetectFile(string path)
    {
        Span<byte> start = stackalloc byte[Needed];
        using var stream = File.OpenRead(path);
        return Detect(start[..stream.ReadAtLeast(start, Needed, throwOnEndOfStream: false)]);
    }

    public static bool Fits(this FileSignature signature, ContentKind content) => content switch
    {
        ContentKind.Archive => signature is FileSignature.Zip or FileSignature.Tar or FileSignature.GZip,
        ContentKind.Image => signature is FileSignature.Image,
        _ => signature is FileSignature.Zip or FileSignature.TorchLegacy or FileSignature.Safetensors,
    };

    private static bool IsImage(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || start.StartsWith("BM"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || (start.StartsWith("RIFF"u8) && start.Length >= 12 && start.Slice(8, 4).SequenceEqual("WEBP"u8));

    private static bool IsMarkup(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (start.StartsWith(byteOrderMark))
        {
            start = start[3..];
        }

        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }
}
