using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// Tensors that fit a network exactly: float32, contiguous, finite, on the CPU, by canonical name. Owns its handles; what is
/// to outlive it must be copied into parameters first.
/// </summary>
public sealed class LoadedWeights : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _tensors;

    internal LoadedWeights(StateDict file, string scheme, Dictionary<string, torch.Tensor> tensors, IReadOnlyList<string> notes)
    {
        Path = file.Path;
        Sha256 = file.Sha256;
        Scheme = scheme;
        _tensors = tensors;
        Notes = notes;
    }

    public string Path { get; }

    /// <summary>SHA-256 of the file, lower-case hex; for the manifest.</summary>
    public string Sha256 { get; }

    /// <summary>Name of the naming scheme; for the manifest.</summary>
    public string Scheme { get; }

    public IReadOnlyDictionary<string, torch.Tensor> Tensors => _tensors;

    /// <summary>Prefixes stripped, entries chosen, element types converted, names ignored.</summary>
    public IReadOnlyList<string> Notes { get; }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
