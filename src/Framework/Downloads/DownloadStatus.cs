namespace Research.Framework.Downloads;

public enum DownloadStatus
{
    /// <summary>It was there already and is as expected.</summary>
    Present,
    Downloaded,

    /// <summary>No address gives the file to a program; a person must fetch it.</summary>
    NeedsBrowser,

    /// <summary>A file was there or arrived whose length or hash is not the expected one.</summary>
    Mismatch,

    /// <summary>No address answered with the file.</summary>
    Unavailable,
}
