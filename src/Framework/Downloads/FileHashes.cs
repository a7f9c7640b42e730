using System.Security.Cryptography;

namespace Research.Framework.Downloads;

/// <summary>Length and hashes (lower-case hex) of a file at hand, read once.</summary>
internal sealed record FileHashes(long Bytes, string Sha256, string Md5)
{
    public static async Task<FileHashes> ComputeAsync(string path, CancellationToken cancellation)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
#pragma warning disable CA5351 // MD5 is what the publishers give; it finds damage, and the SHA-256 is recorded beside it.
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        var buffer = new byte[1 << 20];
        var bytes = 0L;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                sha256.AppendData(buffer, 0, count);
                md5.AppendData(buffer, 0, count);
                bytes += count;
            }
        }

        return new FileHashes(bytes, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()));
    }
}
