using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>Every step for TensorBoard (<c>tensorboard --logdir FOLDER</c>): <c>loss</c>, <c>loss/TERM</c>, <c>rate/GROUP</c>. A file for every process that took part.</summary>
public sealed class EventFiles(string folder, TimeProvider clock) : ITrainingJournal
{
    private const string Pattern = "events.out.tfevents.*";

    private SummaryWriter? _writer;

    public void Resume(long step)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, Pattern))
        {
            EventFile.Truncate(file, step);
        }
    }

    public void Add(TrainingStep step)
    {
        _writer ??= torch.utils.tensorboard.SummaryWriter(folder); // Writes at once. Made here, so that nothing is left of a training that had nothing to do.
        Write("loss", step.Loss, step);
        foreach (var (name, value) in step.Parts)
        {
            Write($"loss/{name}", value, step);
        }

        foreach (var (name, rate) in step.Rates)
        {
            Write($"rate/{name}", rate, step);
        }
    }

    public void Flush()
    {
    }

    public void Dispose()
    {
    }

    private void Write(string tag, double value, TrainingStep step) => _writer!.add_scalar(tag, (float)value, checked((int)step.Step), clock.GetUtcNow().ToUnixTimeSeconds());
}
