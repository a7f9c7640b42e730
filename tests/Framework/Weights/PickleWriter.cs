using System.Buffers.Binary;
using System.Text;

namespace Research.Tests.Framework.Weights;

/// <summary>Writes pickles byte by byte, as PyTorch does (protocol 2) or as an attacker might.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [0x80, 2];

    public byte[] ToArray() => [.. _bytes, (byte)'.'];

    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleWriter Mark() => Raw((byte)'(');

    public PickleWriter Global(string module, string name) => Raw(Encoding.Latin1.GetBytes($"c{module}\n{name}\n"));

    public PickleWriter Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Raw((byte)'X').Raw(LittleEndian(utf8.Length)).Raw(utf8);
    }

    public PickleWriter Integer(long value) =>
        value is >= 0 and < 256 ? Raw((byte)'K', (byte)value)
        : value is >= int.MinValue and <= int.MaxValue ? Raw((byte)'J').Raw(LittleEndian((int)value))
        : Raw(0x8A, 8).Raw(BitConverter.GetBytes(value));

    /// <summary>A tuple of integers.</summary>
    public PickleWriter Sizes(params long[] sizes)
    {
        Mark();
        Array.ForEach(sizes, size => Integer(size));
        return Raw((byte)'t');
    }

    public PickleWriter Put(byte index) => Raw((byte)'q', index);

    public PickleWriter Get(byte index) => Raw((byte)'h', index);

    public PickleWriter OrderedDict() => Global("collections", "OrderedDict").Raw((byte)')', (byte)'R');

    /// <summary>('storage', class, key, 'cpu', count [, view]) and BINPERSID.</summary>
    public PickleWriter Storage(bool legacy, string type, string key, long count, Action<PickleWriter>? view = null)
    {
        Mark().Text("storage").Global("torch", type).Text(key).Text("cpu").Integer(count);
        if (legacy)
        {
            (view ?? (writer => writer.Raw((byte)'N')))(this);
        }

        return Raw((byte)'t', (byte)'Q');
    }

    /// <summary>What follows a storage: offset, sizes, strides, requires_grad, hooks. Call <see cref="Global"/> for the function and MARK before.</summary>
    public PickleWriter Layout(long offset, long[] sizes, long[] strides) =>
        Integer(offset).Sizes(sizes).Sizes(strides).Raw(0x89).OrderedDict().Raw((byte)'t', (byte)'R');

    public PickleWriter Tensor(bool legacy, string type, string key, long count, long offset, long[] sizes, long[] strides) =>
        Global("torch._utils", "_rebuild_tensor_v2").Mark().Storage(legacy, type, key, count).Layout(offset, sizes, strides);

    private static byte[] LittleEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
