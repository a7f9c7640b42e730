using System.Diagnostics;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Methods.AdaBm.Figures;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>AdaBM: activation bits by image and layer, from calibration and short tuning without HR images.</summary>
public sealed class AdaBmMethod : IQuantizationMethod
{
    private const int Kept = 8;

    internal const string Id = "adabm";

    public MethodInfo Info { get; } = new(
        Id,
        1,
        "AdaBM",
        "Hong & Lee, AdaBM: On-the-Fly Adaptive Bit Mapping for Image Super-Resolution, CVPR 2024",
        typeof(AdaBmOptions))
    {
        NeedsCalibration = true,
        KeepsNetwork = true,
        Figures = [new BitsFigure(), new SensitivityFigure(), new ComplexityFigure(), new ProcessingTimeFigure()],
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<AdaBmOptions>(options);
        var graph = network.Graph;
        var sites = graph.Sites.ToLookup(site => Placement.Of(site.Role, chosen.Fq));
        if (!sites[PlacementKind.Adaptive].Any())
        {
            throw new ResearchException($"Network '{graph.Name}' has no convolution whose bits AdaBM could adapt; it has {string.Join(", ", graph.Sites.Select(site => site.Role).Distinct())}.");
        }

        var dtype = network[graph.Tensors[0].Name].dtype;
        var reach = (chosen.ImageMapping ? 1 : 0) + (chosen.LayerMapping ? 1 : 0);
        var adaptive = QuantizedEdge.InputsOf(sites[PlacementKind.Adaptive], chosen.A).Select(edge => edge with { Candidates = [.. Enumerable.Range(chosen.A - reach, (2 * reach) + 1)] }).ToList();
        var layers = chosen.LayerMapping ? adaptive.ToDictionary(edge => edge.Name, _ => new LayerMapping(dtype), StringComparer.Ordinal) : [];
        var fixedBits = QuantizedEdge.InputsOf(sites[PlacementKind.Base], chosen.A).ToList();
        var kept = QuantizedEdge.InputsOf(sites[PlacementKind.EightBits], Kept, counted: false).ToList();
        ActivationQuantizer Quantizer(QuantizedEdge edge) =>
            new(dtype, chosen.Range, kept.Contains(edge) ? null : () => chosen.A + (layers.GetValueOrDefault(edge.Name)?.Bits ?? 0));
        List<QuantizedEdge> edges = [.. adaptive.Concat(fixedBits).Concat(kept).OrderBy(edge => edge.Readers.Min())];
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(edge => edge.Name, IQuantizer (edge) => Quantizer(edge), StringComparer.Ordinal),
            sites.Where(group => group.Key != PlacementKind.None)
                .OrderBy(group => group.Key)
                .SelectMany(group => group.Select(site => (site.Weight, Bits: group.Key == PlacementKind.EightBits ? Kept : chosen.W)))
                .DistinctBy(pair => pair.Weight)
                .ToDictionary(pair => pair.Weight, IWeightQuantizer (pair) => new WeightQuantizer(dtype, pair.Bits), StringComparer.Ordinal),
            new ImageAndLayerBits(chosen.A, chosen.ImageMapping ? new ImageMapping(dtype) : null, layers));
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var quantized = Place(request.Network, request.Options);
        var images = request.CalibrationFor(Info);
        var (options, graph) = ((AdaBmOptions)request.Options, request.Network.Graph);
        using var scope = torch.NewDisposeScope();
        var clock = Stopwatch.StartNew();
        var crops = CalibrationCrops.Draw(images, graph.Scale, graph.ImageChannels, options, request.Seeds, cancellation);
        var batches = crops.split(Calibration.Batch);
        var complexities = Calibration.Run(quantized, options, batches, done => Report("calibration", done, batches.Length), cancellation);
        request.Time("calibration", clock.Elapsed.TotalSeconds);
        var notes = new TuningNotes(request, quantized, complexities);
        if (options.Epochs > 0)
        {
            Tune(request, quantized, options, crops, notes, cancellation);
        }
        else if (options.Clipping)
        {
            Clip(quantized, options, crops, cancellation);
            notes.Clipped();
        }

        return quantized;

        void Report(string phase, long done, long total) => request.Progress?.Report(new MethodProgress(phase, done, total));
    }

    /// <summary>As the first pass of a tuning does, where none follows.</summary>
    private static void Clip(QuantizedNetwork quantized, AdaBmOptions options, torch.Tensor crops, CancellationToken cancellation)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        quantized.Forward(new ForwardContext { Lr = crops.split(FineTuning.Batch)[0], BatchStatistics = options.Bn == BatchNormForm.Official, Cancellation = cancellation });
    }

    private static void Tune(QuantizationRequest request, QuantizedNetwork quantized, AdaBmOptions options, torch.Tensor crops, TuningNotes notes, CancellationToken cancellation)
    {
        var batches = crops.split(FineTuning.Batch);
        using var tuning = new FineTuning(quantized, options, batches)
        {
            Checkpoints = request.CheckpointFolder is { } folder ? new CheckpointFolder(folder) : null,
            OnStep = step => request.Progress?.Report(new MethodProgress("fine-tuning", step.Done, options.Epochs * (long)batches.Length)),
        };
        var seconds = tuning.Run(cancellation);
        notes.Tuned(tuning, seconds);
    }
}
