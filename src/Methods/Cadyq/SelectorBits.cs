using Research.Framework.Quantization;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.Cadyq;

/// <summary>CADyQ's bits: each edge with several candidates has a <see cref="Selector"/>, which every image asks anew. Edges with one candidate have that.</summary>
internal sealed class SelectorBits : IBitPolicy
{
    private readonly SelectorInputs _inputs;
    private readonly double _pixelRange;

    /// <param name="pixelRange">Of the network: 255 or 1.</param>
    internal SelectorBits(IReadOnlyList<QuantizedEdge> edges, SelectorInputs inputs, double pixelRange, torch.ScalarType dtype)
    {
        (_inputs, _pixelRange) = (inputs, pixelRange);
        Selectors = edges.Where(edge => edge.Candidates.Length > 1)
            .ToDictionary(edge => edge.Name, edge => new Selector(edge.Candidates, Length(inputs, edge.Value.Channels), dtype), StringComparer.Ordinal);
        State = Selectors.SelectMany(selector => new[]
        {
            KeyValuePair.Create<string, torch.Tensor>($"{selector.Key}:weight", selector.Value.Weight),
            KeyValuePair.Create<string, torch.Tensor>($"{selector.Key}:bias", selector.Value.Bias),
        }).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>By edge.</summary>
    internal IReadOnlyDictionary<string, Selector> Selectors { get; }

    /// <summary><c>EDGE:weight</c>, candidates x inputs, and <c>EDGE:bias</c>.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    /// <summary>What is trained, by name, in a fixed order.</summary>
    internal IReadOnlyList<KeyValuePair<string, Parameter>> Parameters =>
        [.. State.OrderBy(state => state.Key, StringComparer.Ordinal).Select(state => KeyValuePair.Create($"selector:{state.Key}", (Parameter)state.Value))];

    public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context)
    {
        if (!Selectors.TryGetValue(edge.Name, out var selector))
        {
            return BitDecision.Uniform(edge.Candidates[0], x.shape[0]);
        }

        return selector.Choose(_inputs switch
        {
            SelectorInputs.Gradient => Gradient(context),
            SelectorInputs.Deviation => ChannelDeviation.Of(x),
            _ => torch.cat([Gradient(context), ChannelDeviation.Of(x)], 1),
        });
    }

    private torch.Tensor Gradient(ForwardContext context) => context.Feature(this, lr => ImageGradient.Of(lr, _pixelRange));

    private static int Length(SelectorInputs inputs, int channels) => inputs switch
    {
        SelectorInputs.Gradient => ImageGradient.Count,
        SelectorInputs.Deviation => channels,
        _ => ImageGradient.Count + channels,
    };
}
