using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Methods;

/// <summary>All that a method gets. Everything random comes from <see cref="Seeds"/>.</summary>
public sealed class QuantizationRequest
{
    /// <summary>A fresh full-precision network; becomes part of the result, which owns it.</summary>
    public required SrNetwork Network { get; init; }

    /// <summary>An instance of the method's options record.</summary>
    public required object Options { get; init; }

    public required Seeds Seeds { get; init; }

    /// <summary>Images to calibrate on, read as LR of the network's scale.</summary>
    public ImageDataset? Calibration { get; init; }

    /// <exception cref="ResearchException">There are none.</exception>
    public ImageDataset CalibrationFor(MethodInfo method) =>
        Calibration ?? throw new ResearchException($"Method '{method.Id}' needs calibration images; name a data set under 'calibration'.");

    /// <summary>Sets of HR/LR pairs, all trained on together; none where no set is at hand.</summary>
    public IReadOnlyList<ImageDataset> Training { get; init; } = [];

    /// <summary>Results of <see cref="MethodInfo.Needs"/>, by part: copies of this cell's own, which may be changed and become part of the result. They are disposed with it.</summary>
    public IReadOnlyDictionary<string, QuantizedNetwork> Needs { get; init; } = new Dictionary<string, QuantizedNetwork>(StringComparer.Ordinal);

    /// <summary>Which of the schedules to run; a method may have one for all.</summary>
    public Budget Budget { get; init; } = Budget.Quick;

    /// <summary>Told what is being done and how far it is.</summary>
    public IProgress<MethodProgress>? Progress { get; init; }

    /// <summary>Where training may keep checkpoints to resume from, made as needed and removed when the network is finished; null: nowhere.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Where training notes every step, for people; stays when the network is finished. Null: nowhere.</summary>
    public string? JournalFolder { get; init; }

    /// <summary>Where a method may keep what several of its cells need, in files named by a hash of all that they are made from; null: nowhere.</summary>
    public string? SharedFolder { get; init; }

    /// <summary>Chooses among checkpoints; never on the evaluation images.</summary>
    public IValidator? Validator { get; init; }

    public MethodNotebook Notebook { get; init; } = new();

    /// <summary>Notes a figure: of a layer, an image, a step. Hundreds a cell, not tens of thousands: they are kept in the repository.</summary>
    public void Record(MethodRecord record) => Notebook.Add(record);

    /// <summary>Notes how long a part of the work took.</summary>
    public void Time(string phase, double seconds) => Notebook.Add(new MethodTime(phase, seconds));
}
