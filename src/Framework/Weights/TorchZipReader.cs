using System.Text;
using Research.Framework.Weights.Pickle;

namespace Research.Framework.Weights;

/// <summary>
/// PyTorch's zip format since 1.6: <c>prefix/data.pkl</c> and one uncompressed entry <c>prefix/data/KEY</c> a storage
/// (caffe2/serialize/inline_container.h).
/// </summary>
internal static class TorchZipReader
{
    private const int MaxPickle = 64 << 20;
    private const string Pickle = "/data.pkl";

    public static StateDict Read(WeightsBytes file, WeightsReadOptions options)
    {
        var archive = StoredZip.Open(file.Path, file.Content);
        if (archive.Entries.Keys.Where(name => name.EndsWith(Pickle, StringComparison.Ordinal)).ToList() is not [var name])
        {
            throw new WeightsFormatException(file.Path, "a zip archive, but not of PyTorch: it does not hold exactly one 'data.pkl'.");
        }

        var prefix = name[..^Pickle.Length];
        if (archive.Entries.Keys.Any(key => key == $"{prefix}/constants.pkl" || key.StartsWith($"{prefix}/code/", StringComparison.Ordinal)))
        {
            throw new WeightsFormatException(file.Path, "a TorchScript archive, which holds a program; save model.state_dict() with PyTorch and load that.");
        }

        // A file whose hash was checked needs no checksum of its parts.
        archive.Check(checksums: options.Sha256 is null);
        if (archive.Entries.TryGetValue($"{prefix}/byteorder", out var order) && Encoding.Latin1.GetString(archive.Content(order).Span) != "little")
        {
            throw new WeightsFormatException(file.Path, "the file was not written on a little-endian machine.");
        }

        var entry = archive.Entries[name];
        if (entry.Length > MaxPickle)
        {
            throw new WeightsFormatException(file.Path, entry.Begin, $"a pickle of {entry.Length} bytes; {MaxPickle} is the limit.");
        }

        var reader = new PickleReader(file.Path, file.Content, entry.Begin, entry.Begin + entry.Length);
        var machine = new PickleMachine(reader, persistentIdLength: 5, options.InertForeign);
        var root = machine.Run();
        if (!reader.AtEnd)
        {
            throw reader.Wrong(reader.Position, "bytes follow the end of the pickle.");
        }

        var storages = machine.Storages.Values.ToDictionary(storage => storage.Key, storage => Storage(file.Path, archive, prefix, storage), StringComparer.Ordinal);
        return TorchTensors.Read(file, WeightsContainer.TorchZip, root, storages);
    }

    private static ReadOnlyMemory<byte> Storage(string path, StoredZip archive, string prefix, PickleStorage storage)
    {
        if (!archive.Entries.TryGetValue($"{prefix}/data/{storage.Key}", out var entry))
        {
            throw new WeightsFormatException(path, $"the entry '{prefix}/data/{storage.Key}' of a storage is missing.");
        }

        return entry.Length == storage.Count * storage.Type.Size
            ? archive.Content(entry)
            : throw new WeightsFormatException(path, entry.Begin, $"storage '{storage.Key}' has {entry.Length} bytes; {storage.Count} elements of {storage.Type.Size} bytes are expected.");
    }
}
