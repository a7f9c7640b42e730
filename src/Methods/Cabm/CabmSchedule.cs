using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Cabm;

/// <summary>How long CABM tunes, how fast, and on how many images it looks for its table. The paper's numbers are those of the released scripts (specification, section 6).</summary>
internal static class CabmSchedule
{
    private const double Factor = 0.5;

    internal static QatSchedule Of(Budget budget) => budget switch
    {
        Budget.Quick => new QatSchedule(4, 15, 8, 24),
        Budget.Cpu => new QatSchedule(6, 80, 8, 24),
        _ => new QatSchedule(300, 1000, 16, 24),
    };

    /// <summary>Calibration images whose tiles make the table, from the first on.</summary>
    internal static int Images(Budget budget) => budget switch
    {
        Budget.Quick => 10,
        Budget.Cpu => 100,
        _ => int.MaxValue,
    };

    /// <summary>The released one for the paper's schedule; short ones would hardly move at it, and much more than twice as fast they cannot anneal.</summary>
    internal static double WeightRate(Budget budget) => budget == Budget.Paper ? 1e-5 : 2e-5;

    /// <summary>Of the clipping bounds: the released one for the paper's schedule, a tenth of it for short ones, which end before a bound that oscillates by the rate has settled.</summary>
    internal static double BoundRate(Budget budget) => budget == Budget.Paper ? 1e-2 : 1e-3;

    /// <summary>Halved after half of the epochs, by the rule that steps before the epoch.</summary>
    internal static StepSchedule Rate(double rate, QatSchedule schedule) =>
        StepSchedule.Epochs(rate, schedule.Epochs, schedule.Iterations, Math.Max(1, schedule.Epochs / 2), Factor, stepBeforeEpoch: true);
}
