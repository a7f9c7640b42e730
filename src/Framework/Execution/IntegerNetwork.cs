using System.Collections.Immutable;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>
/// A quantized network in integers: INT8 codes between operations, INT8 weights, INT32 biases, one rounding for each operation.
/// The reference for faster engines, and what proves the simulation.
/// </summary>
/// <remarks>
/// Tensors hold q - z: padding is then zero, and codes pass through shuffles unchanged. They are floating-point tensors of whole
/// numbers, which sum exactly: float32 where the largest possible accumulator of a convolution stays below 2^24, else float64.
/// </remarks>
public sealed class IntegerNetwork
{
    private readonly NetworkGraph _graph;
    private readonly IReadOnlyDictionary<string, CodeGrid> _grids;
    private readonly ImmutableArray<(IntegerStep Step, IIntegerOperation Operation)> _steps;
    private readonly int[] _lastReader;

    private IntegerNetwork(NetworkGraph graph, IReadOnlyDictionary<string, CodeGrid> grids, ImmutableArray<(IntegerStep Step, IIntegerOperation Operation)> steps)
    {
        (_graph, _grids, _steps) = (graph, grids, steps);
        _lastReader = new int[graph.Values.Length];
        foreach (var (i, (step, _)) in steps.Index())
        {
            foreach (var input in step.Inputs)
            {
                _lastReader[input.Index] = i;
            }
        }
    }

    /// <summary>Scale and zero point of the output.</summary>
    public CodeGrid OutputGrid => _grids[_graph.Output.Name];

    /// <summary>The convolutions' integers, in order of execution.</summary>
    internal IEnumerable<(string Output, IntegerWeights Weights)> Weights =>
        _steps.Select(pair => pair.Operation).OfType<IntegerConvolution>().Select(convolution => (convolution.Name, convolution.Weights));

    /// <param name="network">Its edges carry an <see cref="AffineQuantizer"/> on every value of the plan, at 8 bits, its weights a <see cref="StepWeightQuantizer"/>.</param>
    /// <param name="exact">Sums in float64 everywhere, by tensor operations; the results are the same, slower.</param>
    /// <exception cref="ResearchException">An operation has no integer form, or a tensor no quantizer of this kind.</exception>
    public static IntegerNetwork Of(QuantizedNetwork network, Multiplier multiplier = Multiplier.Float64, bool exact = false)
    {
        var plan = IntegerPlan.Of(network.Network.Graph);
        var grids = plan.Values.ToDictionary(value => value.Name, value => GridOf(network, value), StringComparer.Ordinal);
        var maker = new IntegerOperations(network, grids, new RequantizationStyle(multiplier, exact));
        return new IntegerNetwork(plan.Graph, grids, [.. plan.Steps.Select(step => (step, maker.Make(step)))]);
    }

    /// <summary>One image.</summary>
    /// <param name="lr">N x C x H x W in 0..255; rounded to whole numbers.</param>
    /// <returns>Codes q of the output, float32.</returns>
    public torch.Tensor Run(torch.Tensor lr, CancellationToken cancellation = default) => Run(lr, keep: null, cancellation);

    /// <summary>The codes q of every tensor, by name, float32: for comparison with other engines.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Trace(torch.Tensor lr, CancellationToken cancellation = default)
    {
        var kept = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        Run(lr, kept, cancellation).Dispose();
        return kept;
    }

    public CodeGrid Grid(string value) => _grids[value];

    private torch.Tensor Run(torch.Tensor lr, Dictionary<string, torch.Tensor>? keep, CancellationToken cancellation)
    {
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var values = new torch.Tensor?[_graph.Values.Length];
        values[_graph.Input.Index] = Input(lr);
        Keep(_graph.Input, values, keep);
        foreach (var (i, (step, operation)) in _steps.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            values[step.Output.Index] = operation.Run([.. step.Inputs.Select(input => values[input.Index]!)]);
            Keep(step.Output, values, keep);
            foreach (var input in step.Inputs.Where(input => _lastReader[input.Index] == i))
            {
                values[input.Index]?.Dispose();
                values[input.Index] = null;
            }
        }

        return Codes(values[_graph.Output.Index]!, OutputGrid).MoveToOuterDisposeScope();
    }

    /// <summary>The image's grid has s = 1 pixel and z = -128: its codes are the pixels less 128.</summary>
    private static torch.Tensor Input(torch.Tensor lr) => ChannelsLast.Of(lr.to_type(torch.ScalarType.Float32)).round().clamp_(Scalars.Of(0), Scalars.Of(255));

    private void Keep(Value value, torch.Tensor?[] values, Dictionary<string, torch.Tensor>? keep)
    {
        if (keep is not null)
        {
            keep[value.Name] = Codes(values[value.Index]!, _grids[value.Name]).MoveToOuterDisposeScope();
        }
    }

    private static torch.Tensor Codes(torch.Tensor centred, CodeGrid grid) => centred.to_type(torch.ScalarType.Float32).add(Scalars.Of(grid.ZeroPoint));

    private static CodeGrid GridOf(QuantizedNetwork network, Value value)
    {
        var edge = network.Edges.FirstOrDefault(edge => edge.Value.Index == value.Index);
        return edge is { Candidates: [8] } && network.Quantizers[edge.Name] is AffineQuantizer { WholeRange: { } range }
            ? CodeGrid.Of(range)
            : throw new ResearchException($"Network '{network.Network.Graph.Name}' cannot run in integers: tensor '{value.Name}' has no calibrated 8-bit quantizer with one range for the whole tensor.");
    }
}
