using System.Diagnostics;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Training;
using Research.Methods.Dfsq.Figures;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>
/// Distribution-flexible subset quantization: every channel of every image is normalised by its own statistics at run time and rounded
/// to a subset of a universal set of values, chosen per channel by K-means on calibration patches. No training.
/// </summary>
public sealed class DfsqMethod : IQuantizationMethod
{
    internal const string Id = "dfsq";

    public MethodInfo Info { get; } = new(
        Id,
        1,
        "DFSQ",
        "Zhong et al., Distribution-Flexible Subset Quantization for Post-Quantizing Super-Resolution Networks, arXiv 2305.05888",
        typeof(DfsqOptions))
    {
        NeedsCalibration = true,
        Figures = [new RangesFigure(), new PointsFigure(), new TimeAgainstSize(), new ErrorAgainstSize(), new SpreadFigure()],
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<DfsqOptions>(options);
        var sites = network.Graph.SitesOf(chosen.Roles);
        var edges = QuantizedEdge.InputsOf(sites, chosen.A);
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(
                edge => edge.Name,
                IQuantizer (edge) => new SubsetQuantizer(edge.Value.Channels, chosen.A, edge.Value.PostRelu, chosen.Normalisation),
                StringComparer.Ordinal),
            sites.DistinctBy(site => site.Weight).ToDictionary(
                site => site.Weight,
                IWeightQuantizer (site) => new AffineWeightQuantizer(chosen.W, perChannel: true, site.Transposed ? 1 : 0),
                StringComparer.Ordinal),
            FixedBits.Instance);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var quantized = Place(request.Network, request.Options);
        var (options, images) = ((DfsqOptions)request.Options, request.CalibrationFor(Info));
        var (scale, channels) = (request.Network.Graph.Scale, request.Network.Graph.ImageChannels);
        using var patches = CalibrationPatches.Draw(images, scale, channels, options.Patches, options.Side(scale), request.Seeds.Random("patches"), cancellation);
        Calibrate(quantized, patches, request, cancellation);
        return quantized;
    }

    /// <summary>One full-precision pass; each layer's points are chosen as its input comes by, so that one layer's input is kept at a time.</summary>
    /// <returns>By layer, the squared quantization errors of its channels.</returns>
    internal static IReadOnlyDictionary<string, double[]> Calibrate(QuantizedNetwork quantized, torch.Tensor patches, QuantizationRequest request, CancellationToken cancellation)
    {
        var errors = new Dictionary<string, double[]>(StringComparer.Ordinal);
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var notes = new CalibrationNotes(request, [.. quantized.Edges.Select(edge => edge.Name)]);
        var layers = new LayerCalibration(((DfsqOptions)request.Options).Selector(), request.Seeds.Below("kmeans"), notes, cancellation);
        var quantizers = quantized.Edges.Select(edge => (edge.Name, Quantizer: (SubsetQuantizer)quantized.Quantizers[edge.Name])).ToList();
        foreach (var (name, quantizer) in quantizers)
        {
            quantizer.Watcher = x =>
            {
                errors[name] = layers.Fit(name, quantizer, x);
                request.Progress?.Report(new MethodProgress("calibration", errors.Count, quantizers.Count));
            };
        }

        layers.WarmUp();
        var start = Stopwatch.GetTimestamp();
        quantized.Forward(new ForwardContext { Lr = patches, Observe = true, Cancellation = cancellation });
        quantizers.ForEach(layer => layer.Quantizer.Watcher = null);
        request.Time("calibration pass", (Stopwatch.GetElapsedTime(start) - layers.Sorting - layers.Selection).TotalSeconds);
        request.Time("sorting", layers.Sorting.TotalSeconds);
        request.Time(LayerCalibration.SelectionPhase, layers.Selection.TotalSeconds);
        return errors;
    }
}
