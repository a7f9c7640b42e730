using System.Globalization;
using Research.Framework.Methods;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>
/// Watches a training epoch by epoch: means of the loss's parts, the score on validation images, and the best network so far. All of it belongs
/// to the checkpoints, so that a resumed training chooses alike.
/// </summary>
internal sealed class QatEpochs : ITrainingTask, IDisposable
{
    private readonly QatTask _task;
    private readonly QatSchedule _schedule;
    private readonly Func<double>? _score;
    private readonly int _selectFrom;
    private readonly IReadOnlyList<torch.Tensor> _state;
    private readonly IReadOnlyList<torch.Tensor> _best;
    private readonly torch.Tensor _means;
    private readonly torch.Tensor _scores;

    /// <param name="score">In dB, of the network as it is; null: the last network is taken.</param>
    /// <param name="selectFrom">First epoch that may be chosen, 1-based.</param>
    internal QatEpochs(QatTask task, QatSchedule schedule, Func<double>? score, int selectFrom)
    {
        (_task, _schedule, _score, _selectFrom) = (task, schedule, score, Math.Min(selectFrom, schedule.Epochs));
        var all = task.Groups.SelectMany(group => group.Parameters).Select(parameter => KeyValuePair.Create(parameter.Key, (torch.Tensor)parameter.Value)).Concat(task.Buffers).ToList();
        _state = [.. all.Select(pair => pair.Value)];
        using var mode = torch.no_grad();
        _best = score is null ? [] : [.. _state.Select(tensor => tensor.detach().clone().DetachFromDisposeScope())];
        _means = torch.zeros([schedule.Epochs, task.Parts.Count], torch.float64).DetachFromDisposeScope();
        _scores = torch.zeros([schedule.Epochs], torch.float64).DetachFromDisposeScope();
        Buffers =
        [
            .. task.Buffers,
            .. all.Zip(_best, (pair, best) => KeyValuePair.Create($"best:{pair.Key}", best)),
            KeyValuePair.Create("epoch_means", _means),
            KeyValuePair.Create("epoch_scores", _scores),
        ];
    }

    public IReadOnlyList<OptimizerGroup> Groups => _task.Groups;

    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers { get; }

    public TrainingLoss Loss(TrainingBatch batch, long step)
    {
        if (step > 0 && step % _schedule.Iterations == 0)
        {
            End((int)(step / _schedule.Iterations) - 1);
        }

        var loss = _task.Loss(batch, step);
        using var scope = torch.NewDisposeScope();
        _means.select(0, step / _schedule.Iterations).add_(torch.tensor([.. loss.Parts.Select(part => part.Value / _schedule.Iterations)], torch.float64));
        return loss;
    }

    public TrainingLoss Probed(TrainingBatch batch, long step, Func<string, torch.Tensor, torch.Tensor> probe) => _task.Probed(batch, step, probe);

    /// <summary>Ends the last epoch, puts the best network in the place of the last, and notes how it went.</summary>
    internal void Finish(QuantizationRequest request)
    {
        End(_schedule.Epochs - 1);
        var (means, scores) = (_means.data<double>().ToArray(), _scores.data<double>().ToArray());
        for (var epoch = 0; epoch < _schedule.Epochs; epoch++)
        {
            var item = ((long)(epoch + 1) * _schedule.Iterations).ToString(CultureInfo.InvariantCulture);
            foreach (var (i, part) in _task.Parts.Index())
            {
                request.Record(new MethodRecord("training", item, part, means[(epoch * _task.Parts.Count) + i]));
            }

            if (_score is not null)
            {
                request.Record(new MethodRecord("training", item, "psnr", scores[epoch]));
            }
        }

        if (_score is null)
        {
            return;
        }

        using var mode = torch.no_grad();
        foreach (var (tensor, best) in _state.Zip(_best))
        {
            tensor.copy_(best);
        }

        request.Record(new MethodRecord("training", "chosen", "epoch", Best(scores, _schedule.Epochs) + 1));
    }

    public void Dispose()
    {
        foreach (var tensor in _best.Append(_means).Append(_scores))
        {
            tensor.Dispose();
        }
    }

    private void End(int epoch)
    {
        if (_score is null)
        {
            return;
        }

        using var mode = torch.no_grad();
        _scores[epoch] = torch.tensor(_score(), torch.float64);
        if (Best(_scores.data<double>().ToArray(), epoch + 1) != epoch)
        {
            return;
        }

        foreach (var (tensor, best) in _state.Zip(_best))
        {
            best.copy_(tensor);
        }
    }

    /// <summary>The first of the best among those that may be chosen; the last one where none may.</summary>
    private int Best(double[] scores, int done) =>
        Enumerable.Range(0, done).Where(epoch => epoch + 1 >= _selectFrom).OrderByDescending(epoch => scores[epoch]).Append(done - 1).First();
}
