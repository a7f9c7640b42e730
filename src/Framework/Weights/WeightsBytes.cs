using System.Security.Cryptography;
using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>The bytes of a weights file and their hash: both from one read, so that what was hashed is what is parsed.</summary>
internal sealed record WeightsBytes(string Path, byte[] Content, string Sha256)
{
    public static WeightsBytes Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > Array.MaxLength)
            {
                throw new WeightsFormatException(path, $"{length} bytes are too many; weights of up to {Array.MaxLength} bytes are read.");
            }

            return Of(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"The weights file '{path}' cannot be read: {error.Message}", error);
        }
    }

    public static WeightsBytes Of(string path, byte[] content) => new(path, content, Convert.ToHexStringLower(SHA256.HashData(content)));
}
