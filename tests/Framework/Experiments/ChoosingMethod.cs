using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Quantization;
using Research.Framework.Results;
using TorchSharp;

namespace Research.Tests.Framework.Experiments;

/// <summary>Changes nothing, and chooses 8 bits for bright images and 4 for the others; the last edge has 10 always.</summary>
internal sealed class ChoosingMethod : IQuantizationMethod
{
    public const string Id = "choosing";

    public MethodInfo Info => new(Id, 1, "Choosing", null, typeof(NoOptions)) { Figures = [new PictureFigure()] };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var edges = QuantizedEdge.InputsOf(network.Graph.Sites, 10).Select(edge => edge with { Candidates = [4, 8] }).ToList();
        edges[^1] = edges[^1] with { Candidates = [10] };
        return new QuantizedNetwork(network, edges, edges.ToDictionary(edge => edge.Name, _ => (IQuantizer)new Nothing()), new Dictionary<string, IWeightQuantizer>(StringComparer.Ordinal), new ByBrightness());
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation) => Place(request.Network, request.Options);

    internal sealed record NoOptions;

    /// <summary>A page for each crop whose picture is at hand.</summary>
    private sealed class PictureFigure : IFigure
    {
        public string Id => "made-up";

        public string Description => "A page for each crop";

        public string? WhyNot(ResultDocument result) => CropPictures.WhyNone(result);

        public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods) =>
            [.. CropPictures.AtHand(result).Select(crop => new FigurePage($"{Id}-{crop.Name}", "A crop", [PanelStyle.Create(crop.Name, "x", "y")], [], []))];
    }

    private sealed class Nothing : IQuantizer
    {
        public void Observe(torch.Tensor x)
        {
        }

        public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context) => x;

        public IReadOnlyDictionary<string, torch.Tensor> State => new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
    }

    private sealed class ByBrightness : IBitPolicy
    {
        public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context) => edge.Candidates is [var only]
            ? BitDecision.Uniform(only, x.shape[0])
            : new([.. Enumerable.Range(0, (int)x.shape[0]).Select(sample => context.Lr[sample].mean().item<float>() > 127 ? 8 : 4)]);
    }
}
