using System.Collections.Immutable;
using Research.Framework.Weights;
using Research.Framework.Runtime;

namespace Research.Framework.Graph;

/// <summary>
/// A network described once: named values, operations in order of execution, and the tensors they need. Immutable. The same
/// graph serves inference, training, the MAC ledger, quantizer placement and export.
/// </summary>
public sealed class NetworkGraph
{
    internal NetworkGraph(
        string name,
        int scale,
        double pixelRange,
        Value input,
        Value output,
        ImmutableArray<GraphNode> nodes,
        ImmutableArray<Value> values,
        ImmutableArray<TensorDeclaration> tensors,
        ImmutableArray<ConvSite> sites,
        ImmutableDictionary<string, Value> taps,
        ImmutableArray<string> ignoredTensors,
        ImmutableArray<NamingScheme> namingSchemes,
        MeanShift? meanShift)
    {
        Name = name;
        Scale = scale;
        PixelRange = pixelRange;
        Input = input;
        Output = output;
        Nodes = nodes;
        Values = values;
        Tensors = tensors;
        Sites = sites;
        Taps = taps;
        IgnoredTensors = ignoredTensors;
        NamingSchemes = namingSchemes;
        MeanShift = meanShift;
        Readers = [.. values.Select(value => nodes.Where(node => node.Inputs.Contains(value)).Select(node => node.Index).ToImmutableArray())];
    }

    public string Name { get; }

    /// <summary>Output height and width over input height and width.</summary>
    public int Scale { get; }

    /// <summary>Pixel value of white inside the network: 255 or 1.</summary>
    public double PixelRange { get; }

    public Value Input { get; }

    public Value Output { get; }

    /// <summary>3 for RGB networks, 1 for networks on luma.</summary>
    public int ImageChannels => Input.Channels;

    public ImmutableArray<GraphNode> Nodes { get; }

    public ImmutableArray<Value> Values { get; }

    /// <summary>Every tensor of the state dictionary, in order of first use.</summary>
    public ImmutableArray<TensorDeclaration> Tensors { get; }

    /// <summary>Every application of a convolution, in order of execution.</summary>
    public ImmutableArray<ConvSite> Sites { get; }

    /// <summary>The convolutions with these roles, in order of execution.</summary>
    /// <exception cref="ResearchException">There are none.</exception>
    public IReadOnlyList<ConvSite> SitesOf(IReadOnlyList<Role> roles) => Sites.Where(site => roles.Contains(site.Role)).ToList() is { Count: > 0 } chosen
        ? chosen
        : throw new ResearchException($"Network '{Name}' has no convolution with role {string.Join(", ", roles)}; it has {string.Join(", ", Sites.Select(site => site.Role).Distinct())}.");

    /// <summary>A node's name for messages: of a convolution its site's, of another operation its kind and the site before it, <c>Relu after body.0.conv1</c>.</summary>
    public string NameOf(GraphNode node) => Sites.FirstOrDefault(site => site.Node == node.Index) is { } own
        ? own.Name
        : $"{node.Operation.GetType().Name} {(Sites.LastOrDefault(site => site.Node < node.Index) is { } before ? $"after {before.Name}" : "of the input")}";

    /// <summary>Named values for distillation and analysis: <c>head</c>, <c>block[i].residual</c>, <c>block[i].output</c>, <c>body</c>, <c>output</c>.</summary>
    public ImmutableDictionary<string, Value> Taps { get; }

    /// <summary>Patterns of names in files that this network legitimately leaves unused.</summary>
    public ImmutableArray<string> IgnoredTensors { get; }

    /// <summary>Spellings of the tensors' names in files, the canonical one first.</summary>
    public ImmutableArray<NamingScheme> NamingSchemes { get; }

    /// <summary>The mean colour that is subtracted and added, or null.</summary>
    public MeanShift? MeanShift { get; }

    /// <summary>Per value, the nodes that read it, in order of execution.</summary>
    internal ImmutableArray<ImmutableArray<int>> Readers { get; }

    /// <summary>Trained parameters: without mean shift and running statistics.</summary>
    public long ParameterCount => Tensors.Where(t => t.Kind == TensorKind.Parameter).Sum(t => t.Shape.Aggregate(1L, (a, b) => a * b));

    /// <summary>Multiply-accumulates of all convolutions per pixel of the LR image.</summary>
    public long MacsPerLrPixel => Sites.Sum(site => site.MacsPerLrPixel);
}
