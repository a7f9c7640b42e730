using System.Buffers.Binary;
using System.Text;

namespace Research.Framework.Weights;

/// <summary>
/// The entries of a zip archive that only stores (PKWARE APPNOTE 6.3, with zip64). Compressed, encrypted and repeated entries
/// and names that lead out of the archive are refused; nothing is ever extracted.
/// </summary>
internal sealed class StoredZip
{
    private readonly string _path;
    private readonly byte[] _file;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _volume;

    private StoredZip(string path, byte[] file)
    {
        _path = path;
        _file = file;
    }

    /// <param name="Begin">Offset of the content in the file.</param>
    /// <param name="Packing">How the content is not plainly stored, or null.</param>
    public readonly record struct Entry(int Begin, int Length, uint Checksum, string? Packing);

    public IReadOnlyDictionary<string, Entry> Entries => _entries;

    public ReadOnlyMemory<byte> Content(Entry entry) => _file.AsMemory(entry.Begin, entry.Length);

    /// <summary>Reads the directory.</summary>
    public static StoredZip Open(string path, byte[] file)
    {
        var archive = new StoredZip(path, file);
        var (count, position) = archive.Directory();
        for (var i = 0L; i < count; i++)
        {
            position = archive.ReadEntry(position);
        }

        return archive;
    }

    /// <summary>Refuses entries that are not plainly stored and, with <paramref name="checksums"/>, those whose CRC-32 is wrong.</summary>
    public void Check(bool checksums)
    {
        foreach (var (name, entry) in _entries)
        {
            if (entry.Packing is not null)
            {
                throw Wrong(entry.Begin, $"the zip entry '{name}' is {entry.Packing}; PyTorch stores plainly.");
            }

            if (checksums && Crc32(Content(entry).Span) != entry.Checksum)
            {
                throw Wrong(entry.Begin, $"the checksum of the zip entry '{name}' is wrong; the file is damaged.");
            }
        }
    }

    private (long Count, long Begin) Directory()
    {
        const int EndLength = 22;
        const int MaxComment = ushort.MaxValue;
        for (var end = _file.Length - EndLength; end >= Math.Max(0, _file.Length - EndLength - MaxComment); end--)
        {
            if (UInt32(end) == 0x06054B50 && end + EndLength + UInt16(end + 20) == _file.Length)
            {
                var (count, begin) = ((long)UInt16(end + 10), (long)UInt32(end + 16));
                if (count == ushort.MaxValue || begin == uint.MaxValue)
                {
                    (count, begin) = Directory64(end - 20);
                }

                return (count, begin);
            }
        }

        throw Wrong(_file.Length, "the directory at the end of the zip archive is missing; is the file cut off?");
    }

    private (long Count, long Begin) Directory64(long locator)
    {
        if (UInt32(locator) != 0x07064B50)
        {
            throw Wrong(locator, "the zip64 locator is missing.");
        }

        var record = UInt64(locator + 8);
        return UInt32(record) == 0x06064B50 ? (UInt64(record + 32), UInt64(record + 48)) : throw Wrong(record, "the zip64 directory is missing.");
    }

    /// <returns>The position of the next directory entry.</returns>
    private long ReadEntry(long position)
    {
        if (UInt32(position) != 0x02014B50)
        {
            throw Wrong(position, "an entry of the zip directory is expected here.");
        }

        var (flags, method, checksum) = (UInt16(position + 8), UInt16(position + 10), UInt32(position + 16));
        var (nameLength, extraLength, commentLength) = (UInt16(position + 28), UInt16(position + 30), UInt16(position + 32));
        var name = Encoding.UTF8.GetString(Span(position + 46, nameLength));
        if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Split('/').Contains(".."))
        {
            throw Wrong(position, $"the zip entry '{name}' leads out of the archive.");
        }

        var (length, local) = Sizes(position, position + 46 + nameLength, extraLength);
        if (UInt32(local) != 0x04034B50 || !Span(local + 30, UInt16(local + 26)).SequenceEqual(Span(position + 46, nameLength)))
        {
            throw Wrong(local, $"the zip entry '{name}' does not begin where the directory says.");
        }

        var begin = local + 30 + UInt16(local + 26) + UInt16(local + 28);
        _volume += length;
        if (_volume > _file.Length)
        {
            throw Wrong(position, "the zip entries overlap.");
        }

        const int Encrypted = 1 | (1 << 6) | (1 << 13);
        var packing = method != 0 ? "compressed" : (flags & Encrypted) != 0 ? "encrypted" : null;
        return _entries.TryAdd(name, new Entry((int)begin, Span(begin, length).Length, checksum, packing))
            ? position + 46 + nameLength + extraLength + commentLength
            : throw Wrong(position, $"the zip entry '{name}' occurs twice.");
    }

    /// <summary>Stored length and offset of the local header; those that do not fit 32 bits stand in the extra field, in this order.</summary>
    private (long Length, long Local) Sizes(long position, long extra, int extraLength)
    {
        long[] values = [UInt32(position + 24), UInt32(position + 20), UInt32(position + 42)]; // content, as stored, offset
        for (var field = extra; field + 4 <= extra + extraLength; field += 4 + UInt16(field + 2))
        {
            if (UInt16(field) != 1)
            {
                continue;
            }

            var next = field + 4;
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] == uint.MaxValue)
                {
                    values[i] = UInt64(next);
                    next += 8;
                }
            }
        }

        return (values[1], values[2]);
    }

    private static uint Crc32(ReadOnlySpan<byte> content)
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
            }

            table[i] = value;
        }

        var crc = uint.MaxValue;
        foreach (var b in content)
        {
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private ushort UInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Span(offset, 2));

    private uint UInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Span(offset, 4));

    private long UInt64(long offset) => BinaryPrimitives.ReadInt64LittleEndian(Span(offset, 8));

    private ReadOnlySpan<byte> Span(long offset, long length) =>
        offset >= 0 && length >= 0 && offset <= _file.Length - length
            ? _file.AsSpan((int)offset, (int)length)
            : throw Wrong(offset, "the zip archive refers to what lies outside it; is the file cut off?");

    private WeightsFormatException Wrong(long offset, string problem) => new(_path, offset, problem);
}
