namespace Research.Framework.Downloads;

/// <param name="Received">Bytes at hand, those of an earlier, resumed attempt included.</param>
/// <param name="Total">Bytes of the whole file, where the server says.</param>
public readonly record struct DownloadProgress(string Id, long Received, long? Total);
