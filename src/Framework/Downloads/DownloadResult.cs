namespace Research.Framework.Downloads;

/// <param name="Sha256">Of the file at hand, where there is one.</param>
/// <param name="NewlyPinned">True where no full SHA-256 was known and this one was recorded for the future.</param>
/// <param name="Problems">One sentence for each source that failed, with its address.</param>
public sealed record DownloadResult(DownloadStatus Status, string? Sha256, bool NewlyPinned, IReadOnlyList<string> Problems)
{
    public bool IsOk => Status is DownloadStatus.Present or DownloadStatus.Downloaded;
}
