using Research.Framework.Graph;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>A network with small random parameters and statistics, all of them drawn by the tensor's name.</summary>
internal static class RandomWeights
{
    internal static SrNetwork Fill(NetworkGraph graph)
    {
        var network = new SrNetwork(graph);
        network.eval();
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var declaration in graph.Tensors.Where(tensor => tensor.Kind != TensorKind.MeanShift))
        {
            network[declaration.Name].copy_(Draw(declaration.Name, declaration.Shape));
        }

        return network;
    }

    /// <summary>Weights of variance 1 / fan-in, everything else in 0.1..0.5.</summary>
    internal static torch.Tensor Draw(string name, params long[] shape)
    {
        var random = new Seeds(3).Random(name);
        var count = shape.Aggregate(1L, (a, b) => a * b);
        var bound = shape.Length == 4 ? Math.Sqrt(3.0 / (shape[1] * shape[2] * shape[3])) : 0;
        return torch.tensor(
            Enumerable.Range(0, (int)count).Select(_ => (float)(bound > 0 ? bound * ((2 * random.NextDouble()) - 1) : 0.1 + (0.4 * random.NextDouble()))).ToArray(),
            shape);
    }

    /// <summary>An image of noise in 0..255, N x C x H x W.</summary>
    internal static torch.Tensor Image(params long[] shape)
    {
        using var noise = Draw($"image {string.Join('x', shape)}", [shape.Aggregate(1L, (a, b) => a * b)]);
        return noise.sub(Scalars.Of(0.1)).mul(Scalars.Of(255 / 0.4)).view(shape).MoveToOuterDisposeScope();
    }
}
