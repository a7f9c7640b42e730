using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Research.Framework.Data;

namespace Research.Datasets.Files;

/// <summary>SHA-256 over what an image shows, not over how a file stores it.</summary>
internal static class PixelHash
{
    /// <summary>Hexadecimal digits of a hash.</summary>
    public const int Length = 64;

    /// <summary>Over "WIDTHxHEIGHT\n" and the interleaved RGB samples.</summary>
    public static string Of(RgbImage image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{image.Width}x{image.Height}\n")));
        hash.AppendData(image.Pixels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a whole set: over the lines "id lr-hash hr-hash" in the order of the set, the last one left out where there is no HR.</summary>
    public static string OfSet(IEnumerable<ImageHash> images)
    {
        var lines = string.Concat(images.Select(image => $"{image.Id} {image.Lr} {image.Hr}".TrimEnd() + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
