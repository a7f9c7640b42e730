using System.Collections.Immutable;

namespace Research.Framework.Training;

/// <summary>A learning rate that is multiplied by a factor at certain steps.</summary>
/// <param name="Start">Learning rate of the first step.</param>
/// <param name="Milestones">Steps done when the factor is applied, ascending.</param>
public sealed record StepSchedule(double Start, ImmutableArray<long> Milestones, double Factor = 0.5)
{
    /// <param name="step">Steps done before this one.</param>
    public double At(long step) => Start * Math.Pow(Factor, Milestones.Count(milestone => step >= milestone));
}
