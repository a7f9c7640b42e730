using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>A weights file that is damaged, of an unknown kind, or holds what no weights file needs. The message names the file and, where there is one, the byte offset.</summary>
public sealed class WeightsFormatException : ResearchException
{
    public WeightsFormatException(string path, string problem)
        : base($"{path}: {problem}")
    {
    }

    public WeightsFormatException(string path, long offset, string problem)
        : base($"{path}: at byte {offset}: {problem}")
    {
    }
}
