using System.Collections.Immutable;
using Research.Framework.Graph.Operations;

namespace Research.Framework.Graph;

/// <summary>Makes a copy of a graph in which one node is replaced or followed by others; indices, sites and taps follow.</summary>
internal sealed class GraphRewrite(NetworkGraph graph)
{
    private readonly List<Value> _values = [graph.Input];
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<int, Value> _now = new() { [graph.Input.Index] = graph.Input };
    private readonly Dictionary<int, int> _nodeNow = [];

    /// <summary>Appends an operation of one input that keeps its shape.</summary>
    public Value Apply(Operation operation, string kind, Value x) => Apply(operation, [x], $"{x.Name}.{kind}", x.Channels, x.Upscale, operation is Relu);

    /// <param name="make">Gives the new form of the node's output from its input.</param>
    public NetworkGraph Replacing(GraphNode replaced, Func<GraphRewrite, Value, Value> make)
    {
        foreach (var node in graph.Nodes)
        {
            if (node == replaced)
            {
                _now[node.Output.Index] = make(this, _now[node.Inputs[0].Index]);
            }
            else
            {
                Copy(node);
            }
        }

        return Finish();
    }

    /// <param name="node">Index of the node behind which to insert; null for the image itself.</param>
    public NetworkGraph Following(int? node, Func<GraphRewrite, Value, Value> more)
    {
        if (node is null)
        {
            _now[graph.Input.Index] = more(this, graph.Input);
        }

        foreach (var old in graph.Nodes)
        {
            Copy(old);
            if (old.Index == node)
            {
                _now[old.Output.Index] = more(this, _now[old.Output.Index]);
            }
        }

        return Finish();
    }

    private void Copy(GraphNode node)
    {
        _nodeNow[node.Index] = _nodes.Count;
        _now[node.Output.Index] = Apply(
            node.Operation, [.. node.Inputs.Select(input => _now[input.Index])], node.Output.Name, node.Output.Channels, node.Output.Upscale, node.Output.PostRelu);
    }

    private Value Apply(Operation operation, ImmutableArray<Value> inputs, string name, int channels, int upscale, bool postRelu)
    {
        var output = new Value(_values.Count, name, channels, upscale, postRelu);
        _values.Add(output);
        _nodes.Add(new GraphNode(_nodes.Count, operation, inputs, output));
        return output;
    }

    private NetworkGraph Finish() => new(
        graph.Name,
        graph.Scale,
        graph.PixelRange,
        graph.Input,
        _now[graph.Output.Index],
        [.. _nodes],
        [.. _values],
        graph.Tensors,
        [.. graph.Sites.Select(site => site with { Node = _nodeNow[site.Node], Input = _now[site.Input.Index] })],
        graph.Taps.ToImmutableDictionary(tap => tap.Key, tap => _now[tap.Value.Index], StringComparer.Ordinal),
        graph.IgnoredTensors,
        graph.NamingSchemes,
        graph.MeanShift);
}
