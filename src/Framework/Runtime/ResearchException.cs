namespace Research.Framework.Runtime;

/// <summary>
/// Bad input, told to the person who gave it: what was wrong, where, what is known instead, what to do.
/// The command line prints the message alone and ends with exit code 2.
/// </summary>
public class ResearchException : Exception
{
    public ResearchException(string message)
        : base(message)
    {
    }

    public ResearchException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
