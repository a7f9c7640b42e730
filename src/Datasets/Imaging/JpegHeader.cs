using System.Buffers.Binary;

namespace Research.Datasets.Imaging;

/// <summary>The one fact about a JPEG that the decoder does not tell.</summary>
internal static class JpegHeader
{
    /// <summary>Number of colour components in the frame header (ITU-T T.81, B.2.2): 1 gray, 3 YCbCr or RGB, 4 CMYK; 0 where there is none.</summary>
    public static int Components(ReadOnlySpan<byte> file)
    {
        var position = 2;
        while (position + 10 <= file.Length && file[position] == 0xFF)
        {
            var marker = file[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                return file[position + 9];
            }

            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(position + 2)..]);
        }

        return 0;
    }
}
