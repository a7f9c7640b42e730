using System.Buffers.Binary;
using System.Numerics;

namespace Research.Framework.Training;

/// <summary>TensorBoard's files: records (TFRecord) of a length, its checksum, an <c>Event</c> as protocol buffer, its checksum.</summary>
internal static class EventFile
{
    private const int Head = sizeof(long) + sizeof(uint);
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Cuts off what is noted of later steps, and what is not whole.</summary>
    internal static void Truncate(string path, long lastStep)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var end = 0L;
        while (Next(file) is { } content && StepOf(content) <= lastStep)
        {
            end = file.Position;
        }

        file.SetLength(end);
    }

    /// <returns>The next record's content; null at the end, or where no whole one follows.</returns>
    private static byte[]? Next(FileStream file)
    {
        var head = new byte[Head];
        if (file.ReadAtLeast(head, Head, throwOnEndOfStream: false) < Head)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(head);
        if (Sum(head.AsSpan(0, sizeof(long))) != BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(sizeof(long))) || length > file.Length - file.Position - sizeof(uint))
        {
            return null;
        }

        var (content, sum) = (new byte[length], new byte[sizeof(uint)]);
        file.ReadExactly(content);
        file.ReadExactly(sum);
        return Sum(content) == BinaryPrimitives.ReadUInt32LittleEndian(sum) ? content : null;
    }

    /// <summary>Field 2 of an <c>Event</c>; after field 1, eight bytes of time.</summary>
    private static long StepOf(ReadOnlySpan<byte> content)
    {
        const byte TimeTag = (1 << 3) | 1, StepTag = 2 << 3;
        var rest = content is [TimeTag, ..] ? content[(1 + sizeof(double))..] : content;
        var step = 0L;
        if (rest is [StepTag, ..])
        {
            for (var (i, shift) = (1, 0); ; i++, shift += 7)
            {
                step |= (rest[i] & 0x7FL) << shift;
                if (rest[i] < 0x80)
                {
                    break;
                }
            }
        }

        return step;
    }

    /// <summary>CRC-32C, turned and shifted as TFRecord keeps it.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
