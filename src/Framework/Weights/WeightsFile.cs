using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>Reads a weights file of any known container, told from its first bytes.</summary>
public static class WeightsFile
{
    /// <summary>Reads the tensors of a file. Nothing in it is executed.</summary>
    /// <exception cref="WeightsFormatException">Damaged, or not a state dictionary.</exception>
    /// <exception cref="ResearchException">Missing or not readable, or of another SHA-256 than asked for.</exception>
    public static StateDict Read(string path, WeightsReadOptions? options = null)
    {
        options ??= WeightsReadOptions.Default;
        var file = WeightsBytes.Read(path);
        if (options.Sha256 is { } expected && !file.Sha256.StartsWith(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new ResearchException(
                $"{path}: its SHA-256 is {file.Sha256}, expected {expected}{(expected.Length < 64 ? "..." : string.Empty)}. It is another edition or damaged: fetch it again, or load it by its path under your own name.");
        }

        return Recognise(file.Content) switch
        {
            WeightsContainer.Safetensors => SafetensorsReader.Read(file),
            _ => throw new WeightsFormatException(path, 0, "neither safetensors nor a PyTorch file (zip of torch 1.6 and later, stream of torch 0.2 to 1.5)."),
        };
    }

    private static WeightsContainer? Recognise(ReadOnlySpan<byte> content) =>
        content.Length > 8 && content[8] == '{' ? WeightsContainer.Safetensors : null;
}
