using MathNet.Numerics.Statistics;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>Finds where ranges, thresholds and layers' bits start, from a few passes of the full-precision network.</summary>
internal static class Calibration
{
    internal const int Batch = 16;

    private const double Decay = 0.9;

    /// <param name="batches">N x C x H x W in 0..255; their order matters for the moving averages.</param>
    /// <param name="done">Told the number of batches done.</param>
    /// <returns>Complexities of all crops, in order.</returns>
    internal static IReadOnlyList<double> Run(QuantizedNetwork network, AdaBmOptions options, IEnumerable<torch.Tensor> batches, Action<int> done, CancellationToken cancellation)
    {
        using var mode = torch.no_grad();
        var policy = (ImageAndLayerBits)network.Policy;
        var complexities = new List<double>();
        ValueRange? thresholds = null;
        foreach (var (i, lr_NCHW) in batches.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            network.Forward(new ForwardContext { Lr = lr_NCHW, Observe = true, BatchStatistics = options.Bn == BatchNormForm.Official, Cancellation = cancellation });
            var now = ImageComplexity.Of(lr_NCHW).to_type(torch.ScalarType.Float64).data<double>().ToArray();
            complexities.AddRange(now);
            thresholds = Follow(thresholds, now);
            done(i + 1);
        }

        policy.Image?.Set(thresholds!.Value);
        foreach (var quantizer in network.Quantizers.Values.Cast<ActivationQuantizer>())
        {
            quantizer.Fit(options.Clipping);
        }

        FitWeights(network, options);
        var sensitivities = policy.Layers.ToDictionary(layer => layer.Key, layer => ((ActivationQuantizer)network.Quantizers[layer.Key]).Sensitivity, StringComparer.Ordinal);
        foreach (var (name, layer) in policy.Layers)
        {
            layer.Set(LayerMapping.Start(sensitivities[name], part => sensitivities.Values.QuantileCustom(part, QuantileDefinition.R7)));
        }

        return complexities;
    }

    /// <summary>Thresholds of the images' complexity: a moving average of each batch's 10 % and 90 % quantiles, which the first sets.</summary>
    internal static ValueRange Follow(ValueRange? known, IReadOnlyCollection<double> complexities)
    {
        var now = new ValueRange(complexities.QuantileCustom(0.1, QuantileDefinition.R7), complexities.QuantileCustom(0.9, QuantileDefinition.R7));
        return known is { } before ? new ValueRange((Decay * before.Low) + ((1 - Decay) * now.Low), (Decay * before.High) + ((1 - Decay) * now.High)) : now;
    }

    private static void FitWeights(QuantizedNetwork network, AdaBmOptions options)
    {
        foreach (var (name, quantizer) in network.WeightQuantizers)
        {
            ((WeightQuantizer)quantizer).Fit(network.Network[name], options.W, options.WeightStart);
        }
    }
}
