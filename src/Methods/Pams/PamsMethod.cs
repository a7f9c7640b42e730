using Research.Framework.Methods;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Training;

namespace Research.Methods.Pams;

/// <summary>PAMS: learned clipping bounds, trained with structured distillation from the full-precision network. Start and teacher of CADyQ and CABM.</summary>
public sealed class PamsMethod : IQuantizationMethod
{
    public MethodInfo Info { get; } = new(
        "pams",
        1,
        "PAMS",
        "Li et al., PAMS: Quantized Super-Resolution via Parameterized Max Scale, ECCV 2020",
        typeof(PamsOptions))
    {
        NeedsTraining = true,
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<PamsOptions>(options);
        return PamsPlacement.Place(network, new PamsPlacementOptions([chosen.A], chosen.W, chosen.A, chosen.Conv1Quantized), _ => FixedBits.Instance);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var options = (PamsOptions)request.Options;
        var student = Place(request.Network, options);
        using var teacher = QuantizedNetwork.FullPrecision(request.Network.With(request.Network.Graph));
        var schedule = options.Schedule(request.Budget);
        new QatRun(request, schedule).Train(student, Task(student, teacher, options, schedule, request.Budget), cancellation);
        return student;
    }

    /// <summary>L1 and, unless switched off, 1000 at(out) against the full-precision network.</summary>
    internal static QatTask Task(QuantizedNetwork student, QuantizedNetwork teacher, PamsOptions options, QatSchedule schedule, Budget budget) => new(
        student,
        teacher,
        options.Distillation ? [new L1Term(), new AttentionDistillation(student.Network.Graph, block: 0)] : [new L1Term()],
        [
            new OptimizerGroup("weights", QatTask.Weights(student), PamsSchedule.Rate(PamsSchedule.WeightRate(budget, Math.Min(options.W, options.A)), schedule)),
            new OptimizerGroup("bounds", QatTask.Bounds(student), PamsSchedule.Rate(PamsSchedule.BoundRate(budget), schedule)),
        ],
        schedule.Iterations);
}
