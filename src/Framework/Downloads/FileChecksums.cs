namespace Research.Framework.Downloads;

/// <summary>What is known of a file before it is fetched. Hashes are lower-case hex.</summary>
/// <param name="Sha256Prefix">The first digits of the SHA-256, as the PyTorch model zoo writes them into file names.</param>
public sealed record FileChecksums(long? Bytes = null, string? Sha256 = null, string? Md5 = null, string? Sha256Prefix = null)
{
    public static FileChecksums Unknown { get; } = new();

    public bool HasHash => Sha256 is not null || Md5 is not null || Sha256Prefix is not null;

    /// <summary>True where both state the same thing differently, so that they cannot describe the same bytes.</summary>
    public bool Contradicts(FileChecksums other) =>
        (Bytes is { } bytes && other.Bytes is { } otherBytes && bytes != otherBytes)
        || Differ(Sha256, other.Sha256)
        || Differ(Md5, other.Md5)
        || DifferInPrefix(Sha256 ?? Sha256Prefix, other.Sha256 ?? other.Sha256Prefix);

    /// <summary>Both together; where both state something, this one's.</summary>
    public FileChecksums With(FileChecksums other) =>
        new(Bytes ?? other.Bytes, Sha256 ?? other.Sha256, Md5 ?? other.Md5, Sha256Prefix ?? other.Sha256Prefix);

    /// <summary>Null where a file is as expected, else one sentence with the expected and the found value. Length first, then the strongest hash known.</summary>
    internal string? Mismatch(FileHashes found)
    {
        if (Bytes is { } bytes && bytes != found.Bytes)
        {
            return $"expected {bytes} bytes, found {found.Bytes}";
        }

        if (Sha256 is not null)
        {
            return Differ(Sha256, found.Sha256) ? $"expected SHA-256 {Sha256}, found {found.Sha256}" : null;
        }

        if (Md5 is not null)
        {
            return Differ(Md5, found.Md5) ? $"expected MD5 {Md5}, found {found.Md5}" : null;
        }

        return DifferInPrefix(Sha256Prefix, found.Sha256) ? $"expected a SHA-256 that begins with {Sha256Prefix}, found {found.Sha256}" : null;
    }

    private static bool Differ(string? a, string? b) =>
        a is not null && b is not null && !string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool DifferInPrefix(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return false;
        }

        var length = Math.Min(a.Length, b.Length);
        return !a.AsSpan(0, length).Equals(b.AsSpan(0, length), StringComparison.OrdinalIgnoreCase);
    }
}
