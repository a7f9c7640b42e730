using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Research.Tests.Framework.Downloads;

/// <summary>Made-up archives, hostile ones included.</summary>
internal static class MadeArchive
{
    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip(entries, unixMode: 0);

    public static byte[] Zip((string Name, string Content)[] entries, int unixMode)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = unixMode << 16;
                using var file = entry.Open();
                file.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, string Content)[] entries) =>
        Tar([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Content)))]);

    public static byte[] Tar(params (string Name, byte[] Content)[] entries) =>
        Tar([.. entries.Select(entry => (TarEntry)new UstarTarEntry(TarEntryType.RegularFile, entry.Name) { DataStream = new MemoryStream(entry.Content) })]);

    public static byte[] Tar(params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    public static byte[] GZip(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return stream.ToArray();
    }

    /// <summary>Bytes that only begin like a zip, where nothing is unpacked.</summary>
    public static byte[] Noise(int length, byte seed = 1)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 8) + seed);
        }

        "PK"u8.CopyTo(bytes);
        return bytes;
    }
}
