namespace Research.Framework.Downloads;

/// <summary>Why one source did not give its file; the message is the end of a sentence that begins with the address.</summary>
internal sealed class TransferException(string message, DownloadStatus status = DownloadStatus.Unavailable, bool hostIsDown = false, Exception? cause = null)
    : Exception(message, cause)
{
    public DownloadStatus Status { get; } = status;

    /// <summary>The host could not be reached at all, so its other files need not be tried now.</summary>
    public bool HostIsDown { get; } = hostIsDown;
}
