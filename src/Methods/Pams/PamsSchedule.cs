using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Pams;

/// <summary>How long PAMS trains, and how fast.</summary>
internal static class PamsSchedule
{
    internal static QatSchedule Of(Budget budget) => budget switch
    {
        Budget.Quick => new QatSchedule(4, 30, 8, 24),
        Budget.Cpu => new QatSchedule(8, 100, 8, 24),
        _ => new QatSchedule(30, 1000, 16, 48), // The released script.
    };

    /// <summary>
    /// Of the weights. Short schedules cannot anneal what a rate of 1e-4 stirs up in a trained network, so where 8 bits leave little to mend they take the rate of CABM's 8-bit stage.
    /// </summary>
    internal static double WeightRate(Budget budget, int bits) => budget != Budget.Paper && bits >= 8 ? 1e-5 : 1e-4;

    /// <summary>Of the clipping bounds: the released one for the paper's schedule, a tenth of it for short ones, which end before a bound that oscillates by the rate has settled.</summary>
    internal static double BoundRate(Budget budget) => budget == Budget.Paper ? 1e-2 : 1e-3;

    /// <summary>Both rates are halved after each third, by the rule that steps after it.</summary>
    internal static StepSchedule Rate(double rate, QatSchedule schedule) =>
        StepSchedule.Epochs(rate, schedule.Epochs, schedule.Iterations, schedule.Epochs < 3 ? schedule.Epochs : schedule.Epochs / 3, 0.5, stepBeforeEpoch: false);
}
