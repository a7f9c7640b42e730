using Research.Framework.Training;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class StepScheduleTests
{
    /// <summary>Against the rule itself, epoch by epoch.</summary>
    [Theory]
    [InlineData(30, 10, 0.5)]
    [InlineData(60, 40, 0.5)]
    [InlineData(5, 1, 0.9)]
    [InlineData(3, 10, 0.5)]
    public void Epochs_GivesEveryStepTheRateOfItsEpoch(int epochs, int every, double factor)
    {
        const int Iterations = 7;
        foreach (var before in new[] { false, true })
        {
            var schedule = StepSchedule.Epochs(1e-4, epochs, Iterations, every, factor, before);
            for (var step = 0; step < epochs * Iterations; step++)
            {
                var epoch = (step / Iterations) + 1;
                Assert.Equal(1e-4 * Math.Pow(factor, (before ? epoch : epoch - 1) / every), schedule.At(step));
            }
        }
    }

    [Fact]
    public void Epochs_FallOneEpochEarlierWhereTheScheduleIsSteppedBefore()
    {
        Assert.Equal([10_000L, 20_000L], StepSchedule.Epochs(1e-4, 30, 1000, 10, 0.5, stepBeforeEpoch: false).Milestones);
        Assert.Equal([9_000L, 19_000L, 29_000L], StepSchedule.Epochs(1e-4, 30, 1000, 10, 0.5, stepBeforeEpoch: true).Milestones);
    }
}
