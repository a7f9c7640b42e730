using Research.Framework.Graph;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>A full-precision network against HR images, by the mean absolute difference (L1) in 0..255.</summary>
public sealed class PlainTraining : ITrainingTask
{
    private readonly SrNetwork _network;

    public PlainTraining(SrNetwork network, StepSchedule schedule)
    {
        _network = network;
        Groups = [new OptimizerGroup("weights", [.. Of(TensorKind.Parameter).Select(name => KeyValuePair.Create(name, (Parameter)network[name]))], schedule)];
        Buffers = [.. Of(TensorKind.Statistic).Select(name => KeyValuePair.Create(name, network[name]))];
    }

    public IReadOnlyList<OptimizerGroup> Groups { get; }

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    public TrainingLoss Loss(TrainingBatch batch, long step)
    {
        using var scope = torch.NewDisposeScope();
        var sr = _network.Run(batch.Lr, new GraphPass { BatchStatistics = true });
        return new TrainingLoss((sr - batch.Hr).abs().mean().MoveToOuterDisposeScope(), []);
    }

    private IEnumerable<string> Of(TensorKind kind) => _network.Graph.Tensors.Where(tensor => tensor.Kind == kind).Select(tensor => tensor.Name);
}
