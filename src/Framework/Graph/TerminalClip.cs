using Research.Framework.Graph.Operations;

namespace Research.Framework.Graph;

/// <summary>
/// The clip to [0, white] at the end of a network, in three forms that give the same picture in full precision. Surgery on the
/// graph alone: tensors keep names and values. Pixel shuffles may stand behind the clip; it commutes with them.
/// </summary>
/// <remarks>A network that ends with a sigmoid is bounded by construction: its graph stays as it is in all forms.</remarks>
public static class TerminalClip
{
    /// <summary>Whether the last operation, shuffles aside, is a clip to [0, white].</summary>
    public static bool IsPresent(NetworkGraph graph) => Tip(graph) is { } tip && IsClip(graph, graph.Nodes[tip].Operation);

    /// <summary>The network without its clip; the same graph where there is none.</summary>
    public static NetworkGraph Removed(NetworkGraph graph)
    {
        if (!IsPresent(graph))
        {
            return graph;
        }

        var clip = graph.Nodes[Tip(graph)!.Value];
        return new GraphRewrite(graph).Replacing(clip, (_, x) => x);
    }

    /// <summary>The network with a clip; the same graph where there is one.</summary>
    public static NetworkGraph Added(NetworkGraph graph) => IsBounded(graph) ? graph : Append(graph, (rewrite, y) => rewrite.Apply(new Clip(0, graph.PixelRange), "clip", y));

    /// <summary>The clip as two reflected ReLUs.</summary>
    /// <remarks>clip(y, 0, T) = relu(T - relu(T - y)). A convolution in front takes in the first reflection (weight negated, bias T - b).</remarks>
    public static NetworkGraph Folded(NetworkGraph graph)
    {
        var bare = Removed(graph);
        return IsBounded(bare) ? bare : Append(bare, (rewrite, y) => Reflect(rewrite, Reflect(rewrite, y)));

        Value Reflect(GraphRewrite rewrite, Value x) => rewrite.Apply(new Relu(), "relu", rewrite.Apply(new Offset(graph.PixelRange), "offset", rewrite.Apply(new Scale(-1), "negated", x)));
    }

    private static bool IsBounded(NetworkGraph graph) => Tip(graph) is { } tip && (IsClip(graph, graph.Nodes[tip].Operation) || graph.Nodes[tip].Operation is Sigmoid);

    private static bool IsClip(NetworkGraph graph, Operation operation) => operation is Clip { Low: 0 } clip && clip.High == graph.PixelRange;

    private static NetworkGraph Append(NetworkGraph graph, Func<GraphRewrite, Value, Value> more) => new GraphRewrite(graph).Following(Tip(graph), more);

    /// <summary>The last node that is no pixel shuffle; null where the image itself is shuffled.</summary>
    private static int? Tip(NetworkGraph graph)
    {
        var value = graph.Output;
        while (value != graph.Input)
        {
            var node = graph.Nodes[value.Index - 1];
            if (node.Operation is not PixelShuffle || graph.Readers[node.Inputs[0].Index].Length > 1)
            {
                return node.Index;
            }

            value = node.Inputs[0];
        }

        return null;
    }
}
