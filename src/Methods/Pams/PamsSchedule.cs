using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Pams;

/// <summary>How long PAMS trains, and how fast.</summary>
internal static class PamsSchedule
{
    internal const double WeightRate = 1e-4;

    internal static QatSchedule Of(Budget budget) => budget switch
    {
        Budget.Quick => new QatSchedule(4, 15, 8, 24),
        Budget.Cpu => new QatSchedule(12, 150, 8, 24),
        _ => new QatSchedule(30, 1000, 16, 48), // The released script.
    };

    /// <summary>Of the clipping bounds: the released one for the paper's schedule, a tenth of it for short ones, which end before a bound that oscillates by the rate has settled.</summary>
    internal static double BoundRate(Budget budget) => budget == Budget.Paper ? 1e-2 : 1e-3;

    /// <summary>Both rates are halved after each third, by the rule that steps before the epoch.</summary>
    internal static StepSchedule Rate(double rate, QatSchedule schedule) =>
        StepSchedule.Epochs(rate, schedule.Epochs, schedule.Iterations, schedule.Epochs < 3 ? schedule.Epochs : schedule.Epochs / 3, 0.5, stepBeforeEpoch: false);
}
