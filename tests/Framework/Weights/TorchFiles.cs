using System.IO.Compression;
using System.Text;

namespace Research.Tests.Framework.Weights;

/// <summary>Both of PyTorch's containers around a pickle and its storages.</summary>
internal static class TorchFiles
{
    private static readonly byte[] Unset = [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>The first three pickles: magic number, protocol 1001, little-endian.</summary>
    public static byte[] LegacyHead { get; } =
    [
        .. new PickleWriter().Raw(0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19).ToArray(),
        .. new PickleWriter().Raw((byte)'M', 0xE9, 0x03).ToArray(),
        .. new PickleWriter().Raw((byte)'}').Text("little_endian").Raw(0x88, (byte)'s').ToArray(),
    ];

    public static byte[] Legacy(byte[] pickle, params (string Key, long Count, byte[] Content)[] storages)
    {
        var keys = new PickleWriter().Raw((byte)']').Mark();
        Array.ForEach(storages, storage => keys.Text(storage.Key));
        keys.Raw((byte)'e');
        return [.. LegacyHead, .. pickle, .. keys.ToArray(), .. storages.SelectMany(storage => (byte[])[.. BitConverter.GetBytes(storage.Count), .. storage.Content])];
    }

    public static byte[] Zip(string prefix, byte[] pickle, params (string Name, byte[] Content)[] entries) =>
        Zip(CompressionLevel.NoCompression, [($"{prefix}/data.pkl", pickle), .. entries.Select(entry => ($"{prefix}/{entry.Name}", entry.Content)), ($"{prefix}/version", "3\n"u8.ToArray())]);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A stored archive whose lengths and offsets stand in zip64 records alone, and without checksums; written by hand from PKWARE's APPNOTE.</summary>
    public static byte[] Zip64(params (string Name, byte[] Content)[] entries)
    {
        var (file, directory) = (new List<byte>(), new List<byte>());
        foreach (var (name, content) in entries)
        {
            var text = Encoding.UTF8.GetBytes(name);
            var offset = BitConverter.GetBytes((long)file.Count);
            var length = BitConverter.GetBytes((long)content.Length);
            file.AddRange([.. "PK\x03\x04"u8, 45, 0, .. new byte[8], .. new byte[4], .. Unset, .. Unset, (byte)text.Length, 0, 20, 0, .. text, 1, 0, 16, 0, .. length, .. length, .. content]);
            directory.AddRange([.. "PK\x01\x02"u8, 45, 0, 45, 0, .. new byte[8], .. new byte[4], .. Unset, .. Unset, (byte)text.Length, 0, 28, 0, .. new byte[10], .. Unset, .. text, 1, 0, 24, 0, .. length, .. length, .. offset]);
        }

        var begin = BitConverter.GetBytes((long)file.Count);
        var end = BitConverter.GetBytes((long)(file.Count + directory.Count));
        var count = BitConverter.GetBytes((long)entries.Length);
        file.AddRange(directory);
        file.AddRange([.. "PK\x06\x06"u8, 44, .. new byte[7], 45, 0, 45, 0, .. new byte[8], .. count, .. count, .. BitConverter.GetBytes((long)directory.Count), .. begin]);
        file.AddRange([.. "PK\x06\x07"u8, .. new byte[4], .. end, 1, 0, 0, 0]);
        file.AddRange([.. "PK\x05\x06"u8, .. new byte[4], 0xFF, 0xFF, 0xFF, 0xFF, .. Unset, .. Unset, 0, 0]);
        return [.. file];
    }
}
