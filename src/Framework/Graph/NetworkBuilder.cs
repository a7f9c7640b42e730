using System.Collections.Immutable;
using Research.Framework.Graph.Operations;
using Research.Framework.Weights;

namespace Research.Framework.Graph;

/// <summary>Builds a <see cref="NetworkGraph"/> value by value; a network's folder reads like its paper's section. Keys are names of the state dictionary without <c>.weight</c> and <c>.bias</c>.</summary>
public sealed partial class NetworkBuilder
{
    private readonly string _name;
    private readonly int _scale;
    private readonly double _pixelRange;
    private readonly List<GraphNode> _nodes = [];
    private readonly List<Value> _values = [];
    private readonly List<TensorDeclaration> _tensors = [];
    private readonly List<ConvSite> _sites = [];
    private readonly Dictionary<string, Value> _taps = new(StringComparer.Ordinal);
    private readonly List<string> _ignored = [];
    private readonly Value _input;
    private string? _subtractMean;
    private string? _addMean;

    /// <param name="pixelRange">Pixel value of white inside the network: 255 or 1.</param>
    /// <param name="imageChannels">3 for RGB, 1 for luma.</param>
    public NetworkBuilder(string name, int scale, double pixelRange, int imageChannels = 3)
    {
        _name = name;
        _scale = scale;
        _pixelRange = pixelRange;
        _input = NewValue("input", imageChannels, 1, postRelu: false);
    }

    /// <summary>The LR image in the network's pixel range.</summary>
    public Value Input => _input;

    /// <summary>Index of the block that the following convolutions belong to; null outside the blocks.</summary>
    public int? Block { get; set; }

    /// <summary>Gives a value its name for distillation and analysis.</summary>
    public Value Tap(string name, Value value)
    {
        _taps.Add(name, value);
        return value;
    }

    /// <summary>A pattern (<see cref="KeyPattern"/>) of names in files that this network legitimately leaves unused, e.g. up-samplers of other scales.</summary>
    public void Ignore(string pattern) => _ignored.Add(pattern);

    /// <param name="namingSchemes">Spellings of the tensors' names in files, the canonical one first.</param>
    public NetworkGraph Build(Value output, params ReadOnlySpan<NamingScheme> namingSchemes)
    {
        if (output.Upscale != _scale || output.Channels != _input.Channels)
        {
            throw new InvalidOperationException(
                $"Network '{_name}' x{_scale} ends with {output.Channels} channels at x{output.Upscale}; expected {_input.Channels} at x{_scale}.");
        }

        _taps["output"] = output;
        var meanShift = _subtractMean is not null && _addMean is not null ? new MeanShift(_subtractMean, _addMean, _pixelRange) : null;
        return new NetworkGraph(
            _name, _scale, _pixelRange, _input, output, [.. _nodes], [.. _values], [.. _tensors], [.. _sites],
            _taps.ToImmutableDictionary(StringComparer.Ordinal), [.. _ignored], [.. namingSchemes], meanShift);
    }

    private Value NewValue(string name, int channels, int upscale, bool postRelu)
    {
        var value = new Value(_values.Count, name, channels, upscale, postRelu);
        _values.Add(value);
        return value;
    }

    private Value Apply(Operation operation, string name, int channels, int upscale, bool postRelu, params ReadOnlySpan<Value> inputs)
    {
        var output = NewValue(name, channels, upscale, postRelu);
        _nodes.Add(new GraphNode(_nodes.Count, operation, [.. inputs], output));
        return output;
    }

    /// <summary>A name for a value that has none of its own.</summary>
    private static string Unnamed(string kind, Value of) => $"{of.Name}.{kind}";

    private void Declare(string name, TensorKind kind, long[] shape, IReadOnlyList<float>? initial = null)
    {
        var known = _tensors.Find(tensor => tensor.Name == name);
        if (known is null)
        {
            _tensors.Add(new TensorDeclaration(name, shape, kind) { Initial = initial });
        }
        else if (!known.Shape.SequenceEqual(shape))
        {
            throw new InvalidOperationException($"Tensor '{name}' is used with shapes [{string.Join(", ", known.Shape)}] and [{string.Join(", ", shape)}].");
        }
    }
}
