using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Methods;

/// <summary>
/// Static post-training quantization: fixed ranges from calibration images, fixed bits, no training. Methods of this kind differ
/// in the estimator of the activations' ranges alone.
/// </summary>
/// <remarks>Activations: inputs of the chosen convolutions, <see cref="AffineQuantizer"/>. Weights: <see cref="SymmetricWeightQuantizer"/>. Biases stay in FP32.</remarks>
public abstract class StaticPtqMethod : IQuantizationMethod
{
    private const int Kept = 8;

    public abstract MethodInfo Info { get; }

    /// <summary>A new estimator for one edge.</summary>
    protected abstract IRangeEstimator Estimator(StaticPtqOptions options);

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<StaticPtqOptions>(options);
        var sites = network.Graph.SitesOf(chosen.Roles);
        var kept = chosen.Others == Kept ? network.Graph.Sites.Except(sites) : [];
        List<QuantizedEdge> edges =
        [
            .. QuantizedEdge.InputsOf(sites, chosen.A)
                .Concat(QuantizedEdge.InputsOf(kept, Kept, counted: false))
                .OrderBy(edge => edge.Readers.Min()),
        ];
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(edge => edge.Name, IQuantizer (edge) => Quantizer(edge, chosen), StringComparer.Ordinal),
            sites.Select(site => (Site: site, Bits: chosen.W)).Concat(kept.Select(site => (Site: site, Bits: Kept)))
                .DistinctBy(pair => pair.Site.Weight)
                .ToDictionary(
                    pair => pair.Site.Weight,
                    IWeightQuantizer (pair) => new SymmetricWeightQuantizer(pair.Bits, chosen.PerChannel, pair.Site.Transposed ? 1 : 0),
                    StringComparer.Ordinal),
            FixedBits.Instance);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var quantized = Place(request.Network, request.Options);
        var images = request.CalibrationFor(Info);
        var quantizers = quantized.Edges.Select(edge => (Edge: edge, Quantizer: (AffineQuantizer)quantized.Quantizers[edge.Name])).ToList();
        using var mode = torch.inference_mode();
        var passes = quantizers.Max(pair => pair.Quantizer.Passes);
        for (var pass = 0; pass < passes; pass++)
        {
            Show(images, quantized, pass, passes, request, cancellation);
            quantizers.ForEach(pair => pair.Quantizer.EndPass());
        }

        quantizers.ForEach(pair => pair.Quantizer.Fit(pair.Edge.Candidates[0]));
        return quantized;
    }

    private AffineQuantizer Quantizer(QuantizedEdge edge, StaticPtqOptions options) => options.PerChannelInputs
        ? new AffineQuantizer([.. Enumerable.Range(0, edge.Value.Channels).Select(_ => Estimator(options))], options.Quantizer)
        : new AffineQuantizer(Estimator(options), options.Quantizer);

    private static void Show(ImageDataset images, QuantizedNetwork quantized, int pass, int passes, QuantizationRequest request, CancellationToken cancellation)
    {
        var (graph, count) = (request.Network.Graph, images.ImageIds.Count);
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var lr = images.ReadLr(images.ImageIds[i], graph.Scale).CentreCrop(((StaticPtqOptions)request.Options).Crop);
            quantized.Forward(new ForwardContext { Lr = ImageTensor.FromImage(lr, graph.ImageChannels), Observe = true, Cancellation = cancellation });
            request.Progress?.Report(new MethodProgress("calibration", (pass * count) + i + 1, passes * count));
        }
    }
}
