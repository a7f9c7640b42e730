using System.IO.Compression;
using System.Text;

namespace Research.Tests.Framework.Weights;

/// <summary>Both of PyTorch's containers around a pickle and its storages.</summary>
internal static class TorchFiles
{
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
}
