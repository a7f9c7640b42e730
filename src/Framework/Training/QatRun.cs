using Research.Framework.Data;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Training;

/// <summary>Runs a quantization-aware training as a method's request wants it: its images, seeds, checkpoints, validation and progress.</summary>
public sealed class QatRun(QuantizationRequest request, QatSchedule schedule)
{
    /// <summary>First epoch (1-based) whose network may be chosen by the validation; the warm-up epoch never is.</summary>
    public int SelectFrom { get; init; } = 2;

    /// <summary>Draws the crops; null: all images and places alike.</summary>
    public Func<IReadOnlyList<ImagePair>, Func<long, TrainingBatch>>? Sampling { get; init; }

    /// <summary>Trains the student in place.</summary>
    /// <exception cref="ResearchException">There are no training images, or the loss is not finite.</exception>
    public void Train(QuantizedNetwork student, QatTask task, CancellationToken cancellation)
    {
        var scale = request.Network.Graph.Scale;
        var images = TrainingImages.Read(request.Training, scale, schedule.Crop, cancellation);
        request.Record(new MethodRecord("training", "images", "used", images.Pairs.Length));
        request.Record(new MethodRecord("training", "images", "smaller than the crop", images.LeftOut.Length));
        var sampler = new CropSampler(images.Pairs, scale, schedule.Crop, schedule.Batch, request.Seeds.Below("crops"));
        Func<double>? score = request.Validator is { } validator ? () => validator.Score(student, cancellation) : null;
        using var epochs = new QatEpochs(task, schedule, score, SelectFrom);
        using var table = request.JournalFolder is { } journals ? new StepTable(Path.Combine(journals, "steps.csv")) : null;
        using var events = request.JournalFolder is { } beside ? new EventFiles(Path.Combine(beside, "events"), TimeProvider.System) : null;
        void Tell(long step, string? news) => request.Progress?.Report(new MethodProgress("training", step, schedule.Steps) { News = news });
        var begun = false;
        var trainer = new Trainer(Sampling?.Invoke(images.Pairs) ?? sampler.Draw, schedule.Steps)
        {
            Checkpoints = request.CheckpointFolder is { } folder ? new CheckpointFolder(Directory.CreateDirectory(folder).FullName) { Notices = text => Tell(0, text) } : null,
            LogEvery = schedule.Iterations,
            Progress = new Relay<TrainingProgress>(step =>
            {
                if (!begun && step.Step > 1)
                {
                    Tell(step.Step - 1, "goes on where it was interrupted");
                }

                begun = true;
                Tell(step.Step, step.News);
            }),
            Journals = [.. new ITrainingJournal?[] { table, events }.OfType<ITrainingJournal>()],
        };
        request.Time("training", trainer.Run(epochs, cancellation).Seconds);
        epochs.Finish(request);
    }
}
