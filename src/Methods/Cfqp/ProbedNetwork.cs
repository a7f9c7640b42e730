using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Methods.Cfqp;

/// <summary>
/// A full-precision network that is asked for ranges. What it says of an image depends on both alone, so that it is remembered:
/// experiments calibrate one network on many sets of the same images.
/// </summary>
internal sealed class ProbedNetwork : IDisposable
{
    private readonly SrNetwork _network;
    private readonly IntegerPlan _plan;
    private readonly torch.ScalarType _type;
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ValueRange>> _known;
    private readonly string _key;

    /// <param name="network">Copied.</param>
    /// <param name="known">Ranges by network and image, shared by all that are probed.</param>
    internal ProbedNetwork(SrNetwork network, NetworkGraph graph, Precision precision, ConcurrentDictionary<string, IReadOnlyDictionary<string, ValueRange>> known)
    {
        (_known, _plan) = (known, IntegerPlan.Of(graph));
        _type = precision == Precision.Float64 ? torch.float64 : torch.float32;
        _network = network.With(graph);
        _network.to(_type);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{precision}/{graph.Scale}/{string.Join('/', graph.Nodes.Select(node => $"{node.Operation}:{string.Join(',', node.Inputs.Select(input => input.Index))}"))}"));
        foreach (var tensor in graph.Tensors)
        {
            using var values = _network[tensor.Name].detach().contiguous();
            hash.AppendData(values.bytes);
        }

        _key = Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>How often the network was run for ranges that were not known yet.</summary>
    internal int Passes { get; private set; }

    /// <summary>Extremes of the output, in grey levels.</summary>
    internal ValueRange Output(RgbImage image, CancellationToken cancellation) => 255 / _plan.Graph.PixelRange * Ranges(image, cancellation)[_plan.Graph.Output.Name];

    /// <summary>Extremes of every tensor, by name.</summary>
    internal IReadOnlyDictionary<string, ValueRange> Ranges(RgbImage image, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = $"{_key}/{image.Width}/{Convert.ToHexString(SHA256.HashData(image.Pixels))}";
        if (_known.TryGetValue(key, out var ranges))
        {
            return ranges;
        }

        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        Passes++;
        return _known[key] = _plan.Observe(_network, Tensor(image), cancellation);
    }

    /// <summary>The output, 1 x C x rH x rW in 0..255, neither clamped nor rounded.</summary>
    internal torch.Tensor Run(RgbImage image, CancellationToken cancellation)
    {
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        return _network.Run(Tensor(image), new GraphPass { Cancellation = cancellation }).MoveToOuterDisposeScope();
    }

    public void Dispose() => _network.Dispose();

    private torch.Tensor Tensor(RgbImage image) => ImageTensor.FromImage(image, _plan.Graph.ImageChannels).to_type(_type);
}
