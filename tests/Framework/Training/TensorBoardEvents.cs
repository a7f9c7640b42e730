using System.Buffers.Binary;
using Tensorboard;

namespace Research.Tests.Framework.Training;

/// <summary>Reads the scalars of a file of TensorBoard by the format's own definition: TFRecord frames, checked, around protocol buffers.</summary>
internal static class TensorBoardEvents
{
    /// <exception cref="InvalidDataException">A record is not whole, or its checksum is wrong.</exception>
    internal static IEnumerable<(string Tag, long Step, float Value, double Time)> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length;)
        {
            var rest = bytes.AsMemory(at);
            if (rest.Length < 12 || BinaryPrimitives.ReadInt64LittleEndian(rest.Span) is var length && (rest.Length < length + 16 || Masked(rest.Span[..8]) != Number(rest.Span[8..])))
            {
                throw new InvalidDataException($"{path}: no whole record at {at}.");
            }

            var content = rest.Slice(12, (int)length);
            if (Masked(content.Span) != Number(rest.Span[(12 + content.Length)..]))
            {
                throw new InvalidDataException($"{path}: the checksum at {at} is wrong.");
            }

            at += 16 + content.Length;
            var parsed = Event.Parser.ParseFrom(content.ToArray());
            foreach (var value in parsed.Summary?.Value ?? [])
            {
                yield return (value.Tag, parsed.Step, value.SimpleValue, parsed.WallTime);
            }
        }
    }

    private static uint Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>CRC-32C bit by bit (polynomial 0x1EDC6F41, reflected), masked as in TensorFlow's record_writer.</summary>
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }
}
