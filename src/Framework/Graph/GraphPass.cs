using TorchSharp;

namespace Research.Framework.Graph;

/// <summary>How one forward pass runs.</summary>
public sealed class GraphPass
{
    /// <summary>Quantizers and observers; null for the plain network.</summary>
    public IGraphHooks? Hooks { get; init; }

    /// <summary>Batch normalisation takes its statistics from the batch and follows them, as in training.</summary>
    public bool BatchStatistics { get; init; }

    /// <summary>Asked between operations: a pass over a large image takes seconds.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Sees what every operation gives, with its name (see <see cref="NetworkGraph.NameOf"/>), and may give on another tensor; null for nobody.</summary>
    public Func<string, torch.Tensor, torch.Tensor>? Probe { get; init; }

    /// <summary>Taps to keep (see <see cref="NetworkGraph.Taps"/>).</summary>
    public IReadOnlyCollection<string> WantedTaps { get; init; } = [];

    /// <summary>The wanted taps after the pass, in the network's pixel range (<c>output</c>: in 0..255), owned by the caller's dispose scope.</summary>
    public IDictionary<string, torch.Tensor> Taps { get; } = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
}
