using Research.Framework.Runtime;

namespace Research.Datasets.Imaging;

/// <summary>An image file that cannot be read, or not exactly: missing, truncated, corrupt, too large, or of a kind that is refused. The message names the file.</summary>
public sealed class ImageFormatException : ResearchException
{
    public ImageFormatException(string file, string reason)
        : base($"Image '{file}': {reason}")
    {
    }

    public ImageFormatException(string file, string reason, Exception cause)
        : base($"Image '{file}': {reason}", cause)
    {
    }
}
