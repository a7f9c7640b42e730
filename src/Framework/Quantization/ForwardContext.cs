using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>One forward pass of a quantized network. Never kept beyond it.</summary>
public sealed class ForwardContext
{
    private readonly Dictionary<object, object> _features = [];

    /// <summary>N x 3 x H x W (or 1 for networks on luma) in 0..255.</summary>
    public required torch.Tensor Lr { get; init; }

    /// <summary>False: the full-precision network with the same weights (a teacher).</summary>
    public bool Quantize { get; init; } = true;

    /// <summary>Activation quantizers watch what passes and change nothing (calibration).</summary>
    public bool Observe { get; init; }

    /// <summary>Batch normalisation takes its statistics from the batch and follows them.</summary>
    public bool BatchStatistics { get; init; }

    /// <summary>Learned ranges follow the batch instead of clipping (PAMS' first epoch).</summary>
    public bool WarmUp { get; init; }

    public int Epoch { get; init; }

    public long Step { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>See <see cref="Graph.GraphPass.Probe"/>.</summary>
    public Func<string, torch.Tensor, torch.Tensor>? Probe { get; init; }

    /// <summary>Taps to keep, by name.</summary>
    public IReadOnlyCollection<string> WantedTaps { get; init; } = [];

    /// <summary>The wanted taps after the pass.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Taps { get; internal set; } = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);

    /// <summary>The bits that were used.</summary>
    public BitLedger Bits { get; } = new();

    /// <summary>What is computed of the image once a pass, however many edges ask for it. Tensors in it live as long as the pass.</summary>
    /// <param name="key">Of whoever asks.</param>
    public T Feature<T>(object key, Func<torch.Tensor, T> compute)
        where T : notnull
    {
        if (!_features.TryGetValue(key, out var known))
        {
            _features[key] = known = compute(Lr);
        }

        return (T)known;
    }
}
