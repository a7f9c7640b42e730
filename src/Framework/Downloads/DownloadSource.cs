namespace Research.Framework.Downloads;

/// <summary>One address of a file. The first source of an item is its official one, the others are mirrors.</summary>
/// <param name="Address">An absolute http(s) address; for <see cref="SourceKind.Drive"/> also a bare file id.</param>
/// <param name="Checksums">What was published about the file at this address.</param>
public sealed record DownloadSource(string Address, SourceKind Kind, FileChecksums Checksums)
{
    public Uri Uri =>
        new(Kind == SourceKind.Drive && !Address.Contains("://", StringComparison.Ordinal)
            ? $"https://drive.google.com/uc?export=download&id={Address}"
            : Address);
}
