using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Numerics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Methods.Cadyq;

/// <summary>
/// What few bits cost, patch by patch and layer by layer, against what the selectors see: the reasons for CADyQ (its figure 2). On
/// patches of the training images, whose HR is known; with the bounds of the uniform network that the training starts from.
/// </summary>
internal static class SensitivityAnalysis
{
    /// <summary>Tables of the records.</summary>
    internal const string Patches = "patches";

    internal const string Layers = "layers";

    /// <summary>Of a patch: mean |derivative| of gray in grey values a pixel.</summary>
    internal const string Gradient = "gradient";

    /// <summary>Of a layer: mean over channels and patches, in units of the network.</summary>
    internal const string Deviation = "std";

    /// <summary>Of the mean squared error against HR, in squared grey values.</summary>
    internal const string Increase = "mse increase";

    private const int MostImages = 32;
    private const int PatchBatches = 6;
    private const double White = 255;

    /// <summary>Notes both tables. The network stays as it is.</summary>
    /// <param name="network">Its edges may have several bits; they are set from here.</param>
    /// <param name="images">HR/LR pairs.</param>
    /// <param name="schedule">Of the training: batch and crop.</param>
    /// <exception cref="ResearchException">No image is as large as the crop.</exception>
    internal static void Run(QuantizedNetwork network, IReadOnlyList<ImageDataset> images, QatSchedule schedule, QuantizationRequest request, CancellationToken cancellation)
    {
        var sampler = new CropSampler(Pairs(images, network.Network.Graph.Scale, schedule.Crop), network.Network.Graph.Scale, schedule.Crop, schedule.Batch, request.Seeds.Below("sensitivity"));
        var layers = network.Edges.Where(edge => edge.Candidates.Length > 1).ToList();
        var watch = new Fewest(_ => false);
        var total = PatchBatches + layers.Count;
        for (var batch = 0; batch < PatchBatches; batch++)
        {
            using var crops = sampler.Draw(batch);
            var (most, fewest) = (Errors(network, watch, crops, cancellation), Errors(network, new Fewest(_ => true), crops, cancellation));
            var gradients = Gradients(crops.Lr);
            for (var i = 0; i < most.Length; i++)
            {
                var item = ((batch * schedule.Batch) + i + 1).ToString(CultureInfo.InvariantCulture);
                request.Record(new MethodRecord(Patches, item, Gradient, gradients[i]));
                request.Record(new MethodRecord(Patches, item, Increase, fewest[i] - most[i]));
            }

            request.Progress?.Report(new MethodProgress("sensitivity", batch + 1, total));
        }

        using var same = sampler.Draw(0);
        var uniform = Errors(network, new Fewest(_ => false), same, cancellation).Average();
        foreach (var (index, layer) in layers.Index())
        {
            request.Record(new MethodRecord(Layers, layer.Name, Deviation, watch.Deviations[layer.Name].Average()));
            request.Record(new MethodRecord(Layers, layer.Name, Increase, Errors(network, new Fewest(edge => edge == layer), same, cancellation).Average() - uniform));
            request.Progress?.Report(new MethodProgress("sensitivity", PatchBatches + index + 1, total));
        }
    }

    /// <summary>Evenly over the sets, where they are large.</summary>
    private static List<ImagePair> Pairs(IReadOnlyList<ImageDataset> sets, int scale, int crop)
    {
        var all = sets.SelectMany(set => set.ImageIds.Select(id => (Set: set, Id: id))).ToList();
        var count = Math.Min(MostImages, all.Count);
        var pairs = Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Count / count)]).Select(image => image.Set.ReadPair(image.Id, scale)).Where(pair => pair.Lr.Width >= crop && pair.Lr.Height >= crop).ToList();
        return pairs.Count > 0 ? pairs : throw new ResearchException($"No image of {string.Join(", ", sets.Select(set => set.Name))} that the analysis of sensitivity took is as large as the crop of {crop} LR pixels; take a smaller crop.");
    }

    /// <returns>The mean squared error of each sample, in squared grey values.</returns>
    private static double[] Errors(QuantizedNetwork network, Fewest bits, TrainingBatch crops, CancellationToken cancellation)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var sr = network.WithPolicy(bits).Forward(new ForwardContext { Lr = crops.Lr, Cancellation = cancellation }).clamp(Scalars.Of(0), Scalars.Of(White));
        return (sr - crops.Hr).to_type(torch.ScalarType.Float64).square().mean([1L, 2L, 3L]).data<double>().ToArray();
    }

    private static double[] Gradients(torch.Tensor lr)
    {
        using var scope = torch.NewDisposeScope();
        return SobelGradient.Of(lr).abs().mean([1L, 2L, 3L]).to_type(torch.ScalarType.Float64).mul(Scalars.Of(White)).data<double>().ToArray();
    }

    /// <summary>The fewest bits for some layers, the most for all others; remembers how the inputs of these deviate.</summary>
    private sealed class Fewest(Func<QuantizedEdge, bool> of) : IBitPolicy
    {
        internal Dictionary<string, List<double>> Deviations { get; } = new(StringComparer.Ordinal);

        public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context)
        {
            if (edge.Candidates.Length > 1 && !of(edge))
            {
                using var deviation = ChannelDeviation.Of(x);
                var known = Deviations.TryGetValue(edge.Name, out var list) ? list : Deviations[edge.Name] = [];
                known.Add(deviation.to_type(torch.ScalarType.Float64).mean().item<double>());
            }

            return BitDecision.Uniform(of(edge) ? edge.Candidates[0] : edge.Candidates[^1], x.shape[0]);
        }
    }
}
