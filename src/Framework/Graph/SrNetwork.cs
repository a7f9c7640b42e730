using Research.Framework.Graph.Operations;
using Research.Framework.Weights;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Graph;

/// <summary>
/// The parameters of a network and the interpreter of its graph. Maps LR to SR, both N x C x H x W in 0..255 (not clamped, not
/// rounded), whatever the network's own pixel range. Works in float32 and float64, with and without gradients.
/// </summary>
/// <remarks>
/// Values are freed after their last reader. Convolutions run channels-last. In evaluation (no gradients), operations write over
/// their input where nobody else reads it.
/// </remarks>
public sealed class SrNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Dictionary<string, torch.Tensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Parameters are zero until loaded.</summary>
    public SrNetwork(NetworkGraph graph)
        : base(graph.Name)
    {
        Graph = graph;
        foreach (var declaration in graph.Tensors)
        {
            var tensor = Initial(declaration);
            if (declaration.Kind == TensorKind.Parameter)
            {
                register_parameter(declaration.Name, new Parameter(tensor));
            }
            else
            {
                register_buffer(declaration.Name, tensor);
            }
        }

        CollectTensors();
    }

    public NetworkGraph Graph { get; }

    /// <summary>A tensor of the state dictionary; owned by the network.</summary>
    public torch.Tensor this[string name] => _tensors[name];

    public override torch.Tensor forward(torch.Tensor lr) => Run(lr, new GraphPass { BatchStatistics = training });

    /// <summary>Copies the tensors of a file in, strictly (see <see cref="WeightsLoader"/>).</summary>
    /// <returns>What the file's names were taken for, and notes; dispose it when read.</returns>
    public LoadedWeights Load(StateDict file)
    {
        var declared = Graph.Tensors.Select(t => new TensorSpec(t.Name, t.Shape, Optional: t.Kind == TensorKind.MeanShift)).ToList();
        var loaded = WeightsLoader.Match(file, declared, Graph.NamingSchemes, Graph.IgnoredTensors, Graph.MeanShift);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in loaded.Tensors)
        {
            _tensors[name].copy_(tensor);
        }

        return loaded;
    }

    /// <summary>Another network of the same tensors, copied by name, in the same type: for a graph that surgery made of this one's.</summary>
    public SrNetwork With(NetworkGraph graph)
    {
        var other = new SrNetwork(graph);
        using var noGradient = torch.no_grad();
        foreach (var declaration in graph.Tensors)
        {
            if (_tensors[declaration.Name].dtype != other._tensors[declaration.Name].dtype)
            {
                other.to(_tensors[declaration.Name].dtype);
            }

            other._tensors[declaration.Name].copy_(_tensors[declaration.Name]);
        }

        return other;
    }

    /// <param name="lr">N x C x H x W in 0..255.</param>
    /// <exception cref="OperationCanceledException">Asked for by <see cref="GraphPass.Cancellation"/>.</exception>
    public torch.Tensor Run(torch.Tensor lr, GraphPass pass)
    {
        using var scope = torch.NewDisposeScope();
        var wanted = WantedValues(pass);
        wanted.Add(Graph.Output.Index);
        var values = Execute(lr, pass, wanted);
        var pixels = Pixels(values[Graph.Output.Index]!);
        Give(values, pass, pixels);
        return pixels.MoveToOuterDisposeScope();
    }

    /// <summary>The wanted taps alone: what follows the last of them is not computed.</summary>
    /// <param name="lr">N x C x H x W in 0..255.</param>
    public void RunTaps(torch.Tensor lr, GraphPass pass)
    {
        using var scope = torch.NewDisposeScope();
        Give(Execute(lr, pass, WantedValues(pass)), pass, pixels: null);
    }

    /// <returns>The wanted values, among others.</returns>
    private torch.Tensor?[] Execute(torch.Tensor lr, GraphPass pass, HashSet<int> keep)
    {
        var values = new torch.Tensor?[Graph.Values.Length];
        var forms = new Dictionary<int, List<torch.Tensor>>();
        var evaluation = !torch.is_grad_enabled();
        var tensors = new PassTensors(this, pass);

        values[Graph.Input.Index] = Graph.PixelRange == 255 ? ChannelsLast(lr) : ChannelsLast(lr.mul(Scalars.Of(Graph.PixelRange / 255)));
        foreach (var node in Graph.Nodes.Take(keep.Max()))
        {
            pass.Cancellation.ThrowIfCancellationRequested();
            var inputs = Read(node, values, forms, pass.Hooks);
            var inPlace = evaluation && pass.Probe is null && node.Operation.CanRunInPlace && MayOverwrite(node, keep, pass.Hooks);
            var output = node.Operation.Forward(inputs, tensors, inPlace);
            values[node.Output.Index] = pass.Probe is null ? output : pass.Probe(Graph.NameOf(node), output);
            Release(node, values, forms, keep);
        }

        return values;
    }

    protected override torch.nn.Module _to(torch.ScalarType dtype, bool non_blocking)
    {
        var moved = base._to(dtype, non_blocking);
        CollectTensors();
        return moved;
    }

    private void CollectTensors()
    {
        _tensors.Clear();
        foreach (var (name, parameter) in named_parameters())
        {
            _tensors[name] = parameter;
        }

        foreach (var (name, buffer) in named_buffers())
        {
            _tensors[name] = buffer;
        }
    }

    private HashSet<int> WantedValues(GraphPass pass)
    {
        var wanted = new HashSet<int>();
        foreach (var tap in pass.WantedTaps)
        {
            wanted.Add(Graph.Taps.TryGetValue(tap, out var value)
                ? value.Index
                : throw new KeyNotFoundException($"Network '{Graph.Name}' has no tap '{tap}'; it has {string.Join(", ", Graph.Taps.Keys.Order(StringComparer.Ordinal))}."));
        }

        return wanted;
    }

    /// <summary>The first input may be overwritten if this node is its only reader, nobody keeps or watches it, and it is memory of its own.</summary>
    private bool MayOverwrite(GraphNode node, HashSet<int> keep, IGraphHooks? hooks)
    {
        var value = node.Inputs[0];
        return value != Graph.Input
            && Graph.Readers[value.Index].Length == 1
            && node.Inputs.Count(input => input == value) == 1
            && !keep.Contains(value.Index)
            && (hooks is null || !hooks.Touches(value))
            && !Graph.Nodes[Producer(value)].Operation.IsView;
    }

    /// <summary>Node i produces value i + 1; value 0 is the input.</summary>
    private static int Producer(Value value) => value.Index - 1;

    private static torch.Tensor[] Read(GraphNode node, torch.Tensor?[] values, Dictionary<int, List<torch.Tensor>> forms, IGraphHooks? hooks)
    {
        var inputs = new torch.Tensor[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var value = node.Inputs[i];
            inputs[i] = values[value.Index]!;
            if (hooks is null || !hooks.Touches(value))
            {
                continue;
            }

            var form = hooks.Read(node, value, inputs[i]);
            if (!ReferenceEquals(form, inputs[i]))
            {
                if (!forms.TryGetValue(value.Index, out var known))
                {
                    forms[value.Index] = known = [];
                }

                known.Add(form);
                inputs[i] = form;
            }
        }

        return inputs;
    }

    /// <summary>Frees what has been read for the last time: the value and its quantized forms. Autograd keeps what it needs itself.</summary>
    private void Release(GraphNode node, torch.Tensor?[] values, Dictionary<int, List<torch.Tensor>> forms, HashSet<int> keep)
    {
        foreach (var value in node.Inputs)
        {
            if (Graph.Readers[value.Index][^1] != node.Index)
            {
                continue;
            }

            if (forms.Remove(value.Index, out var known))
            {
                known.ForEach(form => form.Dispose());
            }

            if (!keep.Contains(value.Index))
            {
                if (!ReferenceEquals(values[value.Index], values[node.Output.Index]))
                {
                    values[value.Index]?.Dispose(); // An operation in place gives its input back as its output.
                }

                values[value.Index] = null;
            }
        }
    }

    private void Give(torch.Tensor?[] values, GraphPass pass, torch.Tensor? pixels)
    {
        foreach (var tap in pass.WantedTaps)
        {
            var tensor = values[Graph.Taps[tap].Index]!;
            pass.Taps[tap] = (tap == "output" ? pixels ?? Pixels(tensor) : tensor).alias().MoveToOuterDisposeScope();
        }
    }

    private torch.Tensor Pixels(torch.Tensor output) => Graph.PixelRange == 255 ? output : output.mul(Scalars.Of(255 / Graph.PixelRange));

    private static torch.Tensor Initial(TensorDeclaration declaration)
    {
        var tensor = declaration.Initial is { } values ? torch.tensor([.. values], declaration.Shape) : torch.zeros(declaration.Shape);
        return declaration.Shape.Length == 4 ? ChannelsLast(tensor) : tensor;
    }

    private static torch.Tensor ChannelsLast(torch.Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private sealed class PassTensors(SrNetwork network, GraphPass pass) : IOperationTensors
    {
        public bool BatchStatistics => pass.BatchStatistics;

        public torch.Tensor Weight(string name) => pass.Hooks is { } hooks ? hooks.Weight(name, network._tensors[name]) : network._tensors[name];

        public torch.Tensor Convolved(string name, torch.Tensor y, Func<torch.Tensor, torch.Tensor> convolve) => pass.Hooks is { } hooks ? hooks.Convolved(name, y, convolve) : y;

        public torch.Tensor Tensor(string name) => network._tensors[name];
    }
}
