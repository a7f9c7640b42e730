using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Cadyq;

/// <summary>How long CADyQ trains, how fast, and how much bits cost. The paper's numbers are those of the released scripts (specification, 8.3).</summary>
internal static class CadyqSchedule
{
    internal const double White = 255;

    private const double Factor = 0.5;
    private const double BitStart = 1e-4;
    private const double BitGrowth = 1e-6;
    private const int PaperBatch = 16;

    /// <param name="pixelRange">Networks of range 1 (CARN) train twice as long.</param>
    internal static QatSchedule Of(Budget budget, double pixelRange) => budget switch
    {
        Budget.Quick => new QatSchedule(6, 30, 8, 24),
        Budget.Cpu => new QatSchedule(9, 100, 8, 24),
        _ => new QatSchedule(PaperEpochs(pixelRange), 1000, PaperBatch, 48),
    };

    /// <summary>Of the clipping bounds: the released one for the paper's schedule, a tenth of it for short ones, which end before a bound that oscillates by the rate has settled.</summary>
    internal static double BoundRate(Budget budget) => budget == Budget.Paper ? 1e-2 : 1e-3;

    /// <summary>Of the weights. Short schedules cannot anneal what a rate of 1e-4 stirs up in a trained network.</summary>
    internal static double WeightRate(Budget budget) => budget == Budget.Paper ? 1e-4 : 2e-5;

    /// <summary>Of the selectors: ten times the paper's in short schedules, which end before slower ones have left the largest candidate, where they start.</summary>
    internal static double SelectorRate(Budget budget, double pixelRange) => (pixelRange == White ? 1e-4 : 1e-3) * (budget == Budget.Paper ? 1 : 10);

    /// <summary>First epoch that the validation may choose: the last third, in which the selectors have settled; before, bits are high and so is PSNR.</summary>
    internal static int SelectFrom(QatSchedule schedule) => (schedule.Epochs * 2 / 3) + 1;

    /// <summary>Halved after half of the epochs (two thirds for networks of range 1), by the rule that steps before the epoch: there and once more in the last one.</summary>
    internal static StepSchedule Rate(double rate, QatSchedule schedule, double pixelRange)
    {
        var every = pixelRange == White ? schedule.Epochs / 2 : schedule.Epochs * 2 / 3;
        return StepSchedule.Epochs(rate, schedule.Epochs, schedule.Iterations, every > 0 ? every : schedule.Epochs + 1, Factor, stepBeforeEpoch: true);
    }

    /// <summary>The paper's pair; short schedules grow by as much in fewer epochs, and smaller batches, over which bits are summed but differences averaged, weigh each sample more.</summary>
    internal static (double Start, double Growth) BitWeight(Budget budget, QatSchedule schedule, double pixelRange)
    {
        if (budget == Budget.Paper)
        {
            return (BitStart, BitGrowth);
        }

        var more = (double)PaperBatch / schedule.Batch;
        return (more * BitStart, more * BitGrowth * PaperEpochs(pixelRange) / schedule.Epochs);
    }

    private static int PaperEpochs(double pixelRange) => pixelRange == White ? 300 : 600;
}
