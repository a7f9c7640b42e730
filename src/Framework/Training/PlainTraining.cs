using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>A full-precision network against HR images, in 0..255. Networks on luma see and give the BT.601 luma of the crops.</summary>
public sealed class PlainTraining : ITrainingTask
{
    private readonly SrNetwork _network;
    private readonly PixelLoss _loss;

    public PlainTraining(SrNetwork network, StepSchedule schedule, PixelLoss loss = PixelLoss.L1)
    {
        (_network, _loss) = (network, loss);
        Groups = [new OptimizerGroup("weights", [.. Of(TensorKind.Parameter).Select(name => KeyValuePair.Create(name, (Parameter)network[name]))], schedule)];
        Buffers = [.. Of(TensorKind.Statistic).Select(name => KeyValuePair.Create(name, network[name]))];
    }

    public IReadOnlyList<OptimizerGroup> Groups { get; }

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    public TrainingLoss Loss(TrainingBatch batch, long step) => Loss(batch, new GraphPass { BatchStatistics = true });

    public TrainingLoss Probed(TrainingBatch batch, long step, Func<string, torch.Tensor, torch.Tensor> probe) => Loss(batch, new GraphPass { BatchStatistics = true, Probe = probe });

    private TrainingLoss Loss(TrainingBatch batch, GraphPass pass)
    {
        using var scope = torch.NewDisposeScope();
        var (lr, hr) = _network.Graph.ImageChannels == 1 ? (Luma(batch.Lr), Luma(batch.Hr)) : (batch.Lr, batch.Hr);
        var difference = _network.Run(lr, pass) - hr;
        return new TrainingLoss((_loss == PixelLoss.L1 ? difference.abs() : difference.square()).mean().MoveToOuterDisposeScope(), []);
    }

    /// <param name="rgb">N x 3 x H x W.</param>
    /// <returns>N x 1 x H x W, not rounded.</returns>
    private static torch.Tensor Luma(torch.Tensor rgb)
    {
        var y = LumaWeights.Bt601;
        var weights = torch.tensor(new[] { (float)y.R, (float)y.G, (float)y.B }, [1, 3, 1, 1]);
        return (rgb * weights).sum(1, keepdim: true).add(Scalars.Of(y.Offset));
    }

    private IEnumerable<string> Of(TensorKind kind) => _network.Graph.Tensors.Where(tensor => tensor.Kind == kind).Select(tensor => tensor.Name);
}
