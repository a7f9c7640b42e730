using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.MinMax;

/// <summary>Static post-training quantization with the range of the calibration images: the plainest baseline.</summary>
public sealed class MinMaxMethod : IQuantizationMethod
{
    public MethodInfo Info { get; } = new("minmax", 1, "MinMax", Paper: null, typeof(MinMaxOptions)) { NeedsCalibration = true };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = (MinMaxOptions)options;
        Validate(chosen);
        var sites = network.Graph.Sites.Where(site => chosen.Roles.Contains(site.Role)).ToList();
        if (sites.Count == 0)
        {
            throw new ResearchException(
                $"Network '{network.Graph.Name}' has no convolution with role {string.Join(", ", chosen.Roles)}; " +
                $"it has {string.Join(", ", network.Graph.Sites.Select(site => site.Role).Distinct())}.");
        }

        var edges = QuantizedEdge.InputsOf(sites, chosen.A);
        return new QuantizedNetwork(
            network,
            edges,
            edges.ToDictionary(edge => edge.Name, IQuantizer (_) => new AffineQuantizer(new MinMaxRange()), StringComparer.Ordinal),
            sites.DistinctBy(site => site.Weight).ToDictionary(
                site => site.Weight,
                IWeightQuantizer (site) => new SymmetricWeightQuantizer(chosen.W, chosen.PerChannel, site.Transposed ? 1 : 0),
                StringComparer.Ordinal),
            FixedBits.Instance);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var options = (MinMaxOptions)request.Options;
        var quantized = Place(request.Network, options);
        var images = request.Calibration ?? throw new ResearchException("Method 'minmax' needs calibration images; name a data set under 'calibration'.");
        using var mode = torch.inference_mode();
        for (var i = 0; i < images.ImageIds.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var lr = CentreCrop(images.ReadLr(images.ImageIds[i], request.Network.Graph.Scale), options.Crop);
            quantized.Forward(new ForwardContext { Lr = ImageTensor.FromImage(lr, request.Network.Graph.ImageChannels), Observe = true });
            request.Progress?.Report(new MethodProgress("calibration", i + 1, images.ImageIds.Count));
        }

        foreach (var quantizer in quantized.Quantizers.Values.Cast<AffineQuantizer>())
        {
            quantizer.Fit(options.A);
        }

        return quantized;
    }

    private static void Validate(MinMaxOptions options)
    {
        if (options.W is < 2 or > 8 || options.A is < 2 or > 8)
        {
            throw new ResearchException($"Method 'minmax': bits must lie in 2..8; given w={options.W}, a={options.A}.");
        }
    }

    private static RgbImage CentreCrop(RgbImage image, int side)
    {
        if (side == 0)
        {
            return image;
        }

        var (width, height) = (Math.Min(side, image.Width), Math.Min(side, image.Height));
        return image.Crop((image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }
}
