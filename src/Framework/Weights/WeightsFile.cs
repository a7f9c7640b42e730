using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>Reads a weights file of any known container, told from its first bytes.</summary>
public static class WeightsFile
{
    /// <summary>Reads the tensors of a file. Nothing in it is executed.</summary>
    /// <exception cref="WeightsFormatException">Damaged, or not a state dictionary.</exception>
    /// <exception cref="ResearchException">Missing or not readable, or of another SHA-256 than asked for.</exception>
    public static StateDict Read(string path, WeightsReadOptions? options = null) =>
        Read(WeightsBytes.Read(path), options ?? WeightsReadOptions.Default);

    internal static StateDict Read(WeightsBytes file, WeightsReadOptions options)
    {
        if (options.Sha256 is { } expected && !file.Sha256.StartsWith(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new ResearchException(
                $"{file.Path}: its SHA-256 is {file.Sha256}, expected {expected}{(expected.Length < 64 ? "..." : string.Empty)}. It is another edition or damaged: fetch it again, or load it by its path under your own name.");
        }

        return Recognise(file.Content) switch
        {
            WeightsContainer.Safetensors => SafetensorsReader.Read(file),
            WeightsContainer.TorchZip => TorchZipReader.Read(file, options),
            WeightsContainer.TorchLegacy => TorchLegacyReader.Read(file, options),
            _ => throw new WeightsFormatException(file.Path, 0, $"neither safetensors nor a PyTorch file{Guess(file.Content)}."),
        };
    }

    private static WeightsContainer? Recognise(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\x03\x04"u8) ? WeightsContainer.TorchZip
        : TorchLegacyReader.Recognise(content) ? WeightsContainer.TorchLegacy
        : content.Length > 8 && content[8] == '{' ? WeightsContainer.Safetensors
        : null;

    private static string Guess(ReadOnlySpan<byte> content) => content switch
    {
        [0x80, _, ..] => "; it looks like a Python pickle that torch.save did not write",
        [(byte)'<', ..] => "; it looks like an HTML page, as servers answer when a download needs a browser",
        _ when content.Length > 262 && content[257..].StartsWith("ustar"u8) => "; it looks like a tar archive, as torch 0.1 wrote: save it again with a newer PyTorch",
        _ => string.Empty,
    };
}
