using Research.Framework.Graph;
using Research.Framework.Quantization;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>Quantization-aware training: a quantized network against HR images and a frozen teacher. Learned ranges warm up in the first epoch.</summary>
public sealed class QatTask : ITrainingTask
{
    private readonly QuantizedNetwork _student;
    private readonly QuantizedNetwork? _teacher;
    private readonly IReadOnlyList<ILossTerm> _terms;
    private readonly IReadOnlyList<string> _taps;
    private readonly int _iterations;

    /// <param name="teacher">Runs in evaluation mode without gradients; null where no term needs one.</param>
    /// <param name="groups">What is trained, of the student.</param>
    /// <param name="iterations">Steps of an epoch.</param>
    public QatTask(QuantizedNetwork student, QuantizedNetwork? teacher, IReadOnlyList<ILossTerm> terms, IReadOnlyList<OptimizerGroup> groups, int iterations)
    {
        (_student, _terms, _iterations, Groups) = (student, terms, iterations, groups);
        _teacher = terms.Any(term => term.NeedsTeacher) ? teacher ?? throw new ArgumentNullException(nameof(teacher), "a term compares with a teacher") : null;
        _taps = [.. terms.SelectMany(term => term.Taps).Distinct()];
        Buffers = [.. student.Network.Graph.Tensors.Where(tensor => tensor.Kind == TensorKind.Statistic).Select(tensor => KeyValuePair.Create(tensor.Name, student.Network[tensor.Name]))];
    }

    public IReadOnlyList<OptimizerGroup> Groups { get; }

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    /// <summary>The network's parameters, by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, Parameter>> Weights(QuantizedNetwork network) =>
        [.. network.Network.Graph.Tensors.Where(tensor => tensor.Kind == TensorKind.Parameter).Select(tensor => KeyValuePair.Create(tensor.Name, (Parameter)network.Network[tensor.Name]))];

    /// <summary>The clipping bounds of its activation quantizers, by edge.</summary>
    public static IReadOnlyList<KeyValuePair<string, Parameter>> Bounds(QuantizedNetwork network) =>
        [.. network.Edges.Select(edge => (edge.Name, Quantizer: network.Quantizers[edge.Name] as PamsQuantizer)).Where(pair => pair.Quantizer is not null).Select(pair => KeyValuePair.Create($"{pair.Name}:alpha", pair.Quantizer!.Alpha))];

    /// <summary>Names of what <see cref="Loss"/> tells of a step: the terms, and <c>fab</c>.</summary>
    public IReadOnlyList<string> Parts => [.. _terms.Select(term => term.Name), "fab"];

    public TrainingLoss Loss(TrainingBatch batch, long step) => Run(batch, step, null);

    public TrainingLoss Probed(TrainingBatch batch, long step, Func<string, torch.Tensor, torch.Tensor> probe) => Run(batch, step, probe);

    private TrainingLoss Run(TrainingBatch batch, long step, Func<string, torch.Tensor, torch.Tensor>? probe)
    {
        using var scope = torch.NewDisposeScope();
        var epoch = (int)(step / _iterations) + 1;
        var teacher = Teach(batch);
        var context = new ForwardContext { Lr = batch.Lr, BatchStatistics = true, WarmUp = epoch == 1, Epoch = epoch, Step = step, WantedTaps = _taps, Probe = probe };
        var pass = new StudentPass(_student.Forward(context), batch, context, teacher, epoch);
        var losses = _terms.Select(term => KeyValuePair.Create(term.Name, term.Of(pass))).ToList();
        var total = losses.Select(loss => loss.Value).Aggregate((sum, loss) => sum + loss);
        return new TrainingLoss(
            total.MoveToOuterDisposeScope(),
            [
                .. losses.Select(loss => KeyValuePair.Create(loss.Key, loss.Value.to_type(torch.ScalarType.Float64).item<double>())),
                KeyValuePair.Create("fab", context.Bits.Entries.Where(entry => entry.Edge.Counted).Average(entry => entry.Bits.PerSample.Average())),
            ]);
    }

    private ForwardContext? Teach(TrainingBatch batch)
    {
        if (_teacher is null)
        {
            return null;
        }

        using var mode = torch.no_grad();
        var context = new ForwardContext { Lr = batch.Lr, WantedTaps = _taps };
        _teacher.ForwardTaps(context);
        return context;
    }
}
