using Research.Framework.Downloads;

namespace Research.Framework.Weights;

/// <summary>An address of a weights file.</summary>
/// <param name="Address">Absolute http(s) address of the file or of the page that leads to it; for <see cref="SourceKind.Drive"/> the id of a Google Drive file.</param>
/// <param name="File">Name under the weights root. May differ from the entry's: another packing of the same weights.</param>
/// <param name="Bytes">Length of the file, where known.</param>
/// <param name="Sha256">Lower-case hex, or its first digits, as the PyTorch model zoo writes them into file names; null where nobody published it.</param>
/// <param name="Terms">Where they differ from the entry's licence.</param>
/// <param name="Remark">For a browser: what to fetch there.</param>
public sealed record WeightsSource(
    string Address,
    SourceKind Kind,
    WeightsFormat Format,
    string File,
    long? Bytes = null,
    string? Sha256 = null,
    string? Terms = null,
    string? Remark = null)
{
    /// <summary>False for formats that were converted once: named for where the weights come from, of no use to a download.</summary>
    public bool IsLoadable => Format is WeightsFormat.Torch or WeightsFormat.Safetensors;
}
