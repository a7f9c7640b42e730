using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Where the training of a network starts. Every tensor is drawn from a stream of its own, by its name.</summary>
/// <remarks>
/// Convolutions, n = in / groups * k * k: as PyTorch draws them, weight and bias uniform in +-1/sqrt(n), which shrinks what passes by
/// 2.4 a layer; or as He et al. (ICCV 2015, section 2.2), weight uniform in +-sqrt(6/n) and bias zero. PReLU 0.25. Batch normalisation: factor 1, offset 0, running mean 0, running variance 1. A convolution
/// whose output is added to an untrained enlargement of the image (the anchor of ABPN, ECBSR and SESR, the base of IDN) starts at zero:
/// the network then begins as that enlargement. Values that the graph itself gives (mean colours, bicubic weights) stay.
/// </remarks>
public static class Initialisation
{
    private const float PReluSlope = 0.25f;

    public static void Fill(SrNetwork network, Seeds seeds, InitialWeights rule = InitialWeights.Pytorch)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var given = network.Graph.Tensors.Where(tensor => tensor.Initial is not null).Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var residuals = ResidualsOfTheImage(network.Graph);
        foreach (var node in network.Graph.Nodes)
        {
            switch (node.Operation)
            {
                case Convolution { Weight: var weight, Bias: var bias }:
                    Convolve(weight, bias, residuals.Contains(node.Index));
                    break;
                case TransposedConvolution { Weight: var weight, Bias: var bias }:
                    Convolve(weight, bias, residuals.Contains(node.Index));
                    break;
                case PRelu { Slope: var slope }:
                    network[slope].fill_(Scalars.Of(PReluSlope));
                    break;
                case BatchNormalization { Key: var key }:
                    network[$"{key}.weight"].fill_(Scalars.Of(1));
                    network[$"{key}.bias"].zero_();
                    network[$"{key}.running_mean"].zero_();
                    network[$"{key}.running_var"].fill_(Scalars.Of(1));
                    break;
            }
        }

        void Convolve(string weight, string? bias, bool zero)
        {
            var shape = network[weight].shape;
            double inputs = shape[1] * shape[2] * shape[3];
            var (bound, biasBound) = zero ? (0, 0) : rule == InitialWeights.He ? (Math.Sqrt(6 / inputs), 0) : (1 / Math.Sqrt(inputs), 1 / Math.Sqrt(inputs));
            Draw(weight, bound);
            if (bias is not null)
            {
                Draw(bias, biasBound);
            }
        }

        void Draw(string name, double bound)
        {
            if (!given.Contains(name))
            {
                var random = seeds.Random(name);
                var values = Enumerable.Range(0, (int)network[name].numel()).Select(_ => (float)(bound * ((2 * random.NextDouble()) - 1))).ToArray();
                network[name].copy_(torch.tensor(values, network[name].shape));
            }
        }
    }

    /// <summary>Nodes of convolutions whose output is added to a value that no trained tensor has had a part in.</summary>
    private static HashSet<int> ResidualsOfTheImage(NetworkGraph graph)
    {
        var untrained = new HashSet<Value> { graph.Input };
        foreach (var node in graph.Nodes.Where(node => node.Operation is not (Convolution or TransposedConvolution or PRelu or BatchNormalization)))
        {
            if (node.Inputs.All(untrained.Contains))
            {
                untrained.Add(node.Output);
            }
        }

        var added = graph.Nodes.Where(node => node.Operation is Add && node.Inputs.Any(untrained.Contains)).SelectMany(node => node.Inputs).ToHashSet();
        added.UnionWith(graph.Nodes.Where(node => node.Operation is PadFront && added.Contains(node.Output)).SelectMany(node => node.Inputs).ToList()); // IDN's residual.
        return [.. graph.Nodes.Where(node => node.Operation is Convolution or TransposedConvolution && added.Contains(node.Output)).Select(node => node.Index)];
    }
}
