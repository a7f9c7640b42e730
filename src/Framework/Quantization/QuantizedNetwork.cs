using Research.Framework.Graph;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A network with quantizers on edges of its graph and on weight tensors. Owns them all.</summary>
public sealed class QuantizedNetwork : IDisposable
{
    private readonly IReadOnlyDictionary<string, IQuantizer> _quantizers;
    private readonly IReadOnlyDictionary<string, IWeightQuantizer> _weightQuantizers;
    private readonly IReadOnlyDictionary<(int Value, int Reader), QuantizedEdge> _edgeOf;
    private readonly IReadOnlySet<int> _touched;

    /// <param name="edges">In order of execution; their names are unique, and no reader belongs to two edges of a value.</param>
    /// <param name="quantizers">One per edge, by its name.</param>
    /// <param name="weightQuantizers">By name of the weight tensor.</param>
    public QuantizedNetwork(
        SrNetwork network,
        IReadOnlyList<QuantizedEdge> edges,
        IReadOnlyDictionary<string, IQuantizer> quantizers,
        IReadOnlyDictionary<string, IWeightQuantizer> weightQuantizers,
        IBitPolicy policy)
    {
        Network = network;
        Edges = edges;
        Policy = policy;
        _quantizers = quantizers;
        _weightQuantizers = weightQuantizers;
        _edgeOf = edges.SelectMany(edge => edge.Readers.Select(reader => (Key: (edge.Value.Index, reader), Edge: edge))).ToDictionary(pair => pair.Key, pair => pair.Edge);
        _touched = edges.Select(edge => edge.Value.Index).ToHashSet();
    }

    /// <summary>A network without any quantizer.</summary>
    public static QuantizedNetwork FullPrecision(SrNetwork network) => new(
        network, [], new Dictionary<string, IQuantizer>(StringComparer.Ordinal), new Dictionary<string, IWeightQuantizer>(StringComparer.Ordinal), FixedBits.Instance);

    public SrNetwork Network { get; }

    public IReadOnlyList<QuantizedEdge> Edges { get; }

    public IReadOnlyDictionary<string, IQuantizer> Quantizers => _quantizers;

    public IReadOnlyDictionary<string, IWeightQuantizer> WeightQuantizers => _weightQuantizers;

    public IBitPolicy Policy { get; }

    /// <summary>What computes the outputs of <see cref="Infer"/>.</summary>
    public INetworkEngine Engine { get; init; } = SimulatedEngine.Instance;

    /// <summary>Whether the samples of a batch pass as they would alone, bit for bit.</summary>
    internal bool KeepsSamplesApart => Policy.KeepsSamplesApart && _quantizers.Values.All(quantizer => quantizer.KeepsSamplesApart);

    private WeightCache Weights { get; init; } = new();

    /// <summary>The same network and quantizers, shared, with other bits.</summary>
    public QuantizedNetwork WithPolicy(IBitPolicy policy) => new(Network, Edges, _quantizers, _weightQuantizers, policy) { Weights = Weights, Engine = Engine };

    /// <summary>One pass in floating point, with or without gradients. SR is N x C x rH x rW in 0..255, not clamped and not rounded.</summary>
    public torch.Tensor Forward(ForwardContext context)
    {
        using var scope = torch.NewDisposeScope();
        var pass = Pass(context, scope);
        var sr = Network.Run(context.Lr, pass);
        Hand(pass, context);
        return sr.MoveToOuterDisposeScope();
    }

    /// <summary>A pass that ends with the last of the wanted taps: what a teacher is asked for.</summary>
    public void ForwardTaps(ForwardContext context)
    {
        using var scope = torch.NewDisposeScope();
        var pass = Pass(context, scope);
        Network.RunTaps(context.Lr, pass);
        Hand(pass, context);
    }

    /// <summary>One image, without gradients: 1 x C x H x W in 0..255.</summary>
    public (torch.Tensor Sr, BitAllocation Bits) Infer(torch.Tensor lr, CancellationToken cancellation = default)
    {
        var (sr, bits) = InferBatch(lr, cancellation);
        return (sr, bits.Single());
    }

    /// <summary>Images of one size, without gradients: N x C x H x W in 0..255. Each has the output and the bits that it has alone.</summary>
    public (torch.Tensor Sr_NCHW, IReadOnlyList<BitAllocation> Bits) InferBatch(torch.Tensor lr_NCHW, CancellationToken cancellation = default)
    {
        using var mode = torch.inference_mode();
        return Engine.Infer(this, lr_NCHW, cancellation);
    }

    /// <summary>Writes weights, statistics, and the states of the quantizers into a folder; each file whole or not at all.</summary>
    public void Save(string folder) => QuantizedNetworkFiles.Save(this, folder);

    /// <summary>Takes over what <see cref="Save"/> wrote for a network with the same quantizers in the same places (see <see cref="Methods.IQuantizationMethod.Place"/>).</summary>
    /// <exception cref="Runtime.ResearchException">Nothing there, or made for something else.</exception>
    public void LoadState(string folder) => QuantizedNetworkFiles.Load(this, folder);

    public void Dispose()
    {
        Weights.Dispose();
        Network.Dispose();
    }

    /// <summary>Gives the context what it keeps beyond the pass.</summary>
    private static void Hand(GraphPass pass, ForwardContext context)
    {
        context.Taps = pass.Taps.AsReadOnly();
        foreach (var tensor in pass.Taps.Values.Concat(context.Bits.Entries.SelectMany(entry => entry.Bits.Tensors)).Distinct<object>(ReferenceEqualityComparer.Instance).Cast<torch.Tensor>())
        {
            tensor.MoveToOuterDisposeScope();
        }
    }

    private GraphPass Pass(ForwardContext context, DisposeScope scope) => new()
    {
        Hooks = context.Quantize || context.Observe ? new Hooks(this, context, scope) : null,
        BatchStatistics = context.BatchStatistics,
        Cancellation = context.Cancellation,
        Probe = context.Probe,
        WantedTaps = context.WantedTaps,
    };

    /// <param name="pass">Outlives the graph's own: what is decided belongs to the losses too.</param>
    private sealed class Hooks(QuantizedNetwork owner, ForwardContext context, DisposeScope pass) : IGraphHooks
    {
        private readonly Dictionary<string, torch.Tensor> _quantized = new(StringComparer.Ordinal);
        private readonly Dictionary<string, WeightTangent> _tangents = new(StringComparer.Ordinal);

        public bool Touches(Value value) => owner._touched.Contains(value.Index);

        public torch.Tensor Read(GraphNode reader, Value value, torch.Tensor x)
        {
            if (!owner._edgeOf.TryGetValue((value.Index, reader.Index), out var edge))
            {
                return x;
            }

            if (_quantized.TryGetValue(edge.Name, out var known))
            {
                return known;
            }

            try
            {
                return _quantized[edge.Name] = Apply(edge, owner._quantizers[edge.Name], x);
            }
            catch (NotFiniteException error)
            {
                throw new NotFiniteException(edge.Name, error);
            }
        }

        private torch.Tensor Apply(QuantizedEdge edge, IQuantizer quantizer, torch.Tensor x)
        {
            if (context.Observe)
            {
                quantizer.Observe(x);
                return x;
            }

            var bits = owner.Policy.Decide(edge, x, context);
            context.Bits.Add(edge, bits);
            foreach (var tensor in bits.Tensors)
            {
                tensor.MoveToOtherDisposeScope(pass);
            }

            return quantizer.Quantize(x, bits, context);
        }

        public torch.Tensor Weight(string name, torch.Tensor weight)
        {
            if (!context.Quantize || context.Observe || !owner._weightQuantizers.TryGetValue(name, out var quantizer))
            {
                return weight;
            }

            if (torch.is_grad_enabled() && !weight.requires_grad && quantizer.Tangent(weight) is { } tangent)
            {
                _tangents[name] = tangent;
                return tangent.Quantized;
            }

            return owner.Weights.Get(name, weight, quantizer);
        }

        public torch.Tensor Convolved(string name, torch.Tensor y, Func<torch.Tensor, torch.Tensor> convolve)
        {
            if (!_tangents.TryGetValue(name, out var tangent))
            {
                return y;
            }

            torch.Tensor along;
            using (torch.no_grad())
            {
                along = convolve(tangent.Direction);
            }

            return TangentFunction.apply(y, along, tangent.Number);
        }
    }
}
