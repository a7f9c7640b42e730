using Research.Framework.Runtime;

namespace Research.Framework.Data;

/// <summary>The images of a set are not on this machine and cannot be fetched; the message says why. A caller may take another set instead, and must say so.</summary>
public sealed class DatasetUnavailableException : ResearchException
{
    public DatasetUnavailableException(string message)
        : base(message)
    {
    }

    public DatasetUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
