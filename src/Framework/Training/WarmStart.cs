using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Puts trained tensors into a network that is to be trained.</summary>
internal static class WarmStart
{
    private const int Shown = 3;
    private const int Side = 12;

    /// <summary>Largest difference of outputs, in 0..255, that added blocks may make by another order of sums.</summary>
    private const double Tolerance = 1e-3;

    /// <param name="network">With initial values.</param>
    /// <exception cref="ResearchException">A tensor has no counterpart of its shape, or an added block is no identity.</exception>
    internal static void Apply(SrNetwork network, SrNetwork trained, TrainingStart start)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        bool IsExcepted(string name) => start.Except.Any(beginning => TrainingStart.IsBelow(name, beginning));
        var open = network.Graph.Tensors.Where(tensor => tensor.Initial is null).ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var (old, name) in trained.Graph.Tensors.Where(tensor => tensor.Initial is null).Select(tensor => (tensor, start.NameOf(tensor.Name))).Where(pair => !IsExcepted(pair.Item2)))
        {
            if (!open.Remove(name, out var shape))
            {
                problems.Add($"there is no '{name}'");
            }
            else if (!shape.SequenceEqual(old.Shape))
            {
                problems.Add($"'{name}' is {Text(shape)}, not {Text(old.Shape)}");
            }
            else
            {
                network[name].copy_(trained[old.Name]);
            }
        }

        problems.AddRange(open.Keys.Where(name => !IsExcepted(name) && !start.Identity.Any(block => TrainingStart.IsBelow(name, block))).Select(name => $"nothing is given for '{name}'"));
        problems.AddRange(start.Identity.Where(block => !Silence(network, block)).Select(block => $"there is no convolution in '{block}'"));
        if (network.Graph.PixelRange != trained.Graph.PixelRange)
        {
            problems.Add("the pixel ranges differ");
        }

        if (problems.Count > 0)
        {
            var more = problems.Count > Shown ? $"; and {problems.Count - Shown} more" : string.Empty;
            throw new ResearchException($"{network.Graph.Name} cannot start from {trained.Graph.Name} ('{start.From}'): {string.Join("; ", problems.Take(Shown))}{more}. Write what is not taken over under 'except', other names under 'rename', added blocks under 'identity'.");
        }

        if (!start.Identity.IsEmpty && start.Except.IsEmpty)
        {
            RequireSame(network, trained, start);
        }
    }

    /// <summary>Makes the last convolution of a block zero.</summary>
    private static bool Silence(SrNetwork network, string block)
    {
        if (network.Graph.Sites.LastOrDefault(site => TrainingStart.IsBelow(site.Name, block)) is not { } last)
        {
            return false;
        }

        foreach (var name in new[] { last.Weight, (network.Graph.Nodes[last.Node].Operation as Convolution)?.Bias }.OfType<string>())
        {
            network[name].zero_();
        }

        return true;
    }

    private static void RequireSame(SrNetwork network, SrNetwork trained, TrainingStart start)
    {
        using var generator = new torch.Generator(1);
        var lr = torch.rand([1, network.Graph.ImageChannels, Side, Side], generator: generator).mul(Scalars.Of(255));
        var difference = (network.Run(lr, new GraphPass()) - trained.Run(lr, new GraphPass())).abs().max().item<float>();
        if (!(difference <= Tolerance))
        {
            throw new ResearchException($"{network.Graph.Name} does not start as {trained.Graph.Name} ('{start.From}'): with {string.Join(", ", start.Identity)} added, outputs differ by up to {difference:G3}. Only blocks whose output is added to their input can be added so.");
        }
    }

    private static string Text(long[] shape) => string.Join("x", shape);
}
