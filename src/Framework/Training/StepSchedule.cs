using System.Collections.Immutable;

namespace Research.Framework.Training;

/// <summary>A learning rate that is multiplied by a factor at certain steps.</summary>
/// <param name="Start">Learning rate of the first step.</param>
/// <param name="Milestones">Steps done when the factor is applied, ascending.</param>
public sealed record StepSchedule(double Start, ImmutableArray<long> Milestones, double Factor = 0.5)
{
    /// <summary>A rate that falls every so many epochs.</summary>
    /// <remarks>
    /// Epoch e = 1, 2, ... has the rate <paramref name="rate"/> * factor^floor((e - 1) / every). Repositories that step the schedule before the
    /// epoch instead of after it (EDSR's older code and what descends from it: PAMS, CADyQ, CABM) have factor^floor(e / every): each fall is one epoch earlier.
    /// </remarks>
    /// <param name="iterations">Steps of an epoch.</param>
    /// <param name="every">Epochs between falls.</param>
    public static StepSchedule Epochs(double rate, int epochs, long iterations, int every, double factor, bool stepBeforeEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var falls = Enumerable.Range(1, epochs / every).Select(fall => ((long)fall * every) - (stepBeforeEpoch ? 1 : 0)); // Epochs done before each.
        return new StepSchedule(rate, [.. falls.Where(done => done < epochs).Select(done => done * iterations)], factor);
    }

    /// <param name="step">Steps done before this one.</param>
    public double At(long step) => Start * Math.Pow(Factor, Milestones.Count(milestone => step >= milestone));
}
