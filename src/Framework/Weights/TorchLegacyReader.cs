using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Research.Framework.Weights.Pickle;

namespace Research.Framework.Weights;

/// <summary>
/// PyTorch's stream format before 1.6: five pickles (magic number, protocol, system, object, storage keys), then for each key
/// the number of elements as int64 and the elements, without padding (torch/serialization.py, _legacy_save).
/// </summary>
internal static class TorchLegacyReader
{
    private const int MaxPickle = 64 << 20;
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Whether a pickle of protocol 2 to 4 begins with the magic number.</summary>
    public static bool Recognise(ReadOnlySpan<byte> content)
    {
        // LONG1 of 10 bytes, little-endian.
        ReadOnlySpan<byte> magic = [0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];
        const int Frame = 9;
        return content is [0x80, >= 2 and <= 4, ..]
            && (content[2..].StartsWith(magic) || (content.Length > 2 + Frame && content[(2 + Frame)..].StartsWith(magic)));
    }

    public static StateDict Read(WeightsBytes file, WeightsReadOptions options)
    {
        var reader = new PickleReader(file.Path, file.Content, 0, Math.Min(file.Content.Length, MaxPickle));
        object? Next() => new PickleMachine(reader, persistentIdLength: 6, inertForeign: false).Run();

        if (Next() is not BigInteger magic || magic != Magic)
        {
            throw reader.Wrong(0, "the magic number of PyTorch's stream format is missing.");
        }

        if (Next() is not Protocol)
        {
            throw reader.Wrong(reader.Position, $"another protocol than {Protocol}.");
        }

        if (Next() is not PickleDictionary system || system.Items.GetValueOrDefault("little_endian") is not true)
        {
            throw reader.Wrong(reader.Position, "the file was not written on a little-endian machine.");
        }

        var machine = new PickleMachine(reader, persistentIdLength: 6, options.InertForeign);
        var root = machine.Run();
        if (Next() is not PickleList keys)
        {
            throw reader.Wrong(reader.Position, "the list of storages is missing.");
        }

        var storages = ReadStorages(file, reader.Position, keys, machine.Storages);
        return TorchTensors.Read(file, WeightsContainer.TorchLegacy, root, storages);
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadStorages(WeightsBytes file, int position, PickleList keys, Dictionary<string, PickleStorage> declared)
    {
        var storages = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var item in keys.Items)
        {
            if (item is not string key || !declared.TryGetValue(key, out var storage) || storages.ContainsKey(key))
            {
                throw new WeightsFormatException(file.Path, position, $"the list of storages holds '{item}', which no tensor mentions, or holds it twice.");
            }

            var length = storage.Count * storage.Type.Size;
            if (file.Content.Length - position < 8 + length)
            {
                throw new WeightsFormatException(file.Path, position, $"storage '{key}' needs {8 + length} bytes, and {file.Content.Length - position} are left; is the file cut off?");
            }

            var count = BinaryPrimitives.ReadInt64LittleEndian(file.Content.AsSpan(position));
            if (count != storage.Count)
            {
                throw new WeightsFormatException(file.Path, position, $"storage '{key}' has {count} elements, but its tensors expect {storage.Count}.");
            }

            storages.Add(key, file.Content.AsMemory(position + 8, (int)length));
            position += 8 + (int)length;
        }

        var missing = declared.Keys.FirstOrDefault(key => !storages.ContainsKey(key));
        if (missing is not null)
        {
            throw new WeightsFormatException(file.Path, position, $"storage '{missing}' is not in the file.");
        }

        return position == file.Content.Length
            ? storages
            : throw new WeightsFormatException(file.Path, position, $"{file.Content.Length - position} bytes follow the last storage.");
    }
}
