using System.Buffers.Binary;
using System.Text;

namespace Research.Framework.Weights.Pickle;

/// <summary>A cursor over the pickle part of a file. Positions are offsets in the file.</summary>
internal sealed class PickleReader
{
    private const int MaxString = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _file;
    private readonly int _end;

    /// <param name="end">Where the pickle part ends, or may end at most.</param>
    public PickleReader(string path, byte[] file, int begin, int end)
    {
        Path = path;
        _file = file;
        Position = begin;
        _end = end;
    }

    public string Path { get; }

    public int Position { get; private set; }

    public bool AtEnd => Position == _end;

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _end - Position)
        {
            throw Wrong(Position, "the pickle ends in the middle of an instruction, or is longer than 64 MB; is the file cut off?");
        }

        Position += count;
        return _file.AsSpan(Position - count, count);
    }

    public string Utf8Text(ulong length)
    {
        var start = Position;
        try
        {
            return Utf8.GetString(Bytes(StringLength(length)));
        }
        catch (ArgumentException)
        {
            throw Wrong(start, "a string is not valid UTF-8.");
        }
    }

    public string Latin1Text(long length) => Encoding.Latin1.GetString(Bytes(StringLength(unchecked((ulong)length))));

    /// <summary>Up to, and without, the next line feed.</summary>
    public string Line()
    {
        var length = _file.AsSpan(Position, Math.Min(_end - Position, 1024)).IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Wrong(Position, "a name has no end.");
        }

        var line = Encoding.Latin1.GetString(Bytes(length));
        Bytes(1);
        return line;
    }

    public WeightsFormatException Wrong(long offset, string problem) => new(Path, offset, problem);

    private int StringLength(ulong length) =>
        length <= MaxString ? (int)length : throw Wrong(Position, $"a string of {length} bytes is longer than {MaxString}.");
}
