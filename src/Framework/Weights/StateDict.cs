using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// The tensors of one weights file by their names in the file, in the file's order, contiguous on the CPU and of the file's
/// element type. Owns its tensors: they outlive dispose scopes and end with <see cref="Dispose"/>.
/// </summary>
public sealed class StateDict : IDisposable
{
    private readonly OrderedDictionary<string, torch.Tensor> _tensors;

    internal StateDict(string path, string sha256, WeightsContainer container, OrderedDictionary<string, torch.Tensor> tensors)
    {
        Path = path;
        Sha256 = sha256;
        Container = container;
        _tensors = tensors;
    }

    public string Path { get; }

    /// <summary>SHA-256 of the whole file, lower-case hex.</summary>
    public string Sha256 { get; }

    public WeightsContainer Container { get; }

    public IReadOnlyDictionary<string, torch.Tensor> Tensors => _tensors;

    /// <summary>The <c>__metadata__</c> of a safetensors file; empty for PyTorch files.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a reader should know, e.g. which entry of a checkpoint was taken.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
