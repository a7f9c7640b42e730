using Research.Framework.Graph;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>A full-precision network against HR images, by the mean absolute difference (L1) in 0..255.</summary>
public sealed class PlainTraining : ITrainingTask
{
    private readonly SrNetwork _network;

    public PlainTraining(SrNetwork network)
    {
        _network = network;
        Parameters = [.. Of(TensorKind.Parameter).Select(name => KeyValuePair.Create(name, (Parameter)network[name]))];
        Buffers = [.. Of(TensorKind.Statistic).Select(name => KeyValuePair.Create(name, network[name]))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    public torch.Tensor Loss(TrainingBatch batch, long step)
    {
        using var scope = torch.NewDisposeScope();
        var sr = _network.Run(batch.Lr, new GraphPass { BatchStatistics = true });
        return (sr - batch.Hr).abs().mean().MoveToOuterDisposeScope();
    }

    private IEnumerable<string> Of(TensorKind kind) => _network.Graph.Tensors.Where(tensor => tensor.Kind == kind).Select(tensor => tensor.Name);
}
