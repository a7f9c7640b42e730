using System.Collections.Immutable;
using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>
/// How a network runs in integers: which tensors exist as 8-bit codes, and which of them share scale and zero point. Constants,
/// mean shift, batch normalisation and ReLU behind a convolution or an addition happen within it, before the one rounding.
/// </summary>
public sealed class IntegerPlan
{
    private const int Bits = 8;

    private readonly CodeGroups _groups;

    private IntegerPlan(NetworkGraph graph, ImmutableArray<IntegerStep> steps)
    {
        Graph = graph;
        Steps = steps;
        Values = [graph.Input, .. steps.Select(step => step.Output)];
        _groups = new CodeGroups(this);
        Edges = [.. Values.Select(value => new QuantizedEdge(value.Name, value, graph.Readers[value.Index], [Bits], MacsOf(value), Counted: true))];
    }

    public NetworkGraph Graph { get; }

    /// <summary>The tensors that exist as codes, in order of execution: the image first, the output last.</summary>
    public ImmutableArray<Value> Values { get; }

    /// <summary>One edge for each of <see cref="Values"/>, by its name, with all its readers; the output has none.</summary>
    public IReadOnlyList<QuantizedEdge> Edges { get; }

    internal ImmutableArray<IntegerStep> Steps { get; }

    /// <exception cref="ResearchException">An operation has no integer form.</exception>
    public static IntegerPlan Of(NetworkGraph graph)
    {
        var steps = new List<IntegerStep>();
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var head = graph.Nodes[i];
            if (!IntegerStep.Knows(head.Operation))
            {
                throw new ResearchException(
                    $"Network '{graph.Name}' cannot run in integers: '{head.Output.Name}' is {head.Operation.GetType().Name}, which has no integer form. "
                    + $"Known are {string.Join(", ", IntegerStep.Known.Order(StringComparer.Ordinal))}.");
            }

            var tail = new List<Operation>();
            var output = head.Output;
            while (!IntegerStep.IsLayout(head.Operation) && NextOf(graph, output, i + 1) is { } next && tail is not [.., Relu] && IntegerStep.IsTail(next.Operation))
            {
                tail.Add(next.Operation);
                output = next.Output;
                i++;
            }

            steps.Add(new IntegerStep(head.Operation, head.Inputs, [.. tail], output));
        }

        return new IntegerPlan(graph, [.. steps]);
    }

    /// <summary>The range of each of <see cref="Values"/>, from those observed: shared where codes are passed on unchanged, fixed where an operation fixes it.</summary>
    /// <param name="observed">By name of the value.</param>
    /// <param name="output">Range of the output whatever was observed; null for the observed one. Without effect where an operation fixes it.</param>
    public IReadOnlyDictionary<string, ValueRange> Tie(IReadOnlyDictionary<string, ValueRange> observed, ValueRange? output = null) => _groups.Tie(observed, output);

    /// <summary>Smallest and largest value of each of <see cref="Values"/> in a full-precision pass, by name.</summary>
    /// <param name="network">On this plan's graph.</param>
    /// <param name="lr">N x C x H x W in 0..255.</param>
    public IReadOnlyDictionary<string, ValueRange> Observe(SrNetwork network, torch.Tensor lr, CancellationToken cancellation = default)
    {
        var watch = new Watch(Values.Select(value => value.Index).ToHashSet());
        using var scope = torch.NewDisposeScope();
        var sr = network.Run(lr, new GraphPass { Hooks = watch, Cancellation = cancellation });
        watch.Ranges[Graph.Output.Name] = Graph.PixelRange / 255 * ValueRange.Of(sr);
        return watch.Ranges;
    }

    /// <summary>The only reader of a value, where that is the node at a place and the value is not the network's output.</summary>
    private static GraphNode? NextOf(NetworkGraph graph, Value value, int node) =>
        value != graph.Output && graph.Readers[value.Index] is [var only] && only == node ? graph.Nodes[node] : null;

    private long MacsOf(Value value) => Graph.Sites.Where(site => site.Input.Index == value.Index).Sum(site => site.MacsPerLrPixel);

    private sealed class Watch(HashSet<int> values) : IGraphHooks
    {
        public Dictionary<string, ValueRange> Ranges { get; } = new(StringComparer.Ordinal);

        public bool Touches(Value value) => values.Contains(value.Index);

        public torch.Tensor Read(GraphNode reader, Value value, torch.Tensor x)
        {
            if (!Ranges.ContainsKey(value.Name))
            {
                Ranges[value.Name] = ValueRange.Of(x);
            }

            return x;
        }

        public torch.Tensor Weight(string name, torch.Tensor weight) => weight;
    }
}
