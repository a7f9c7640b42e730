using Research.Framework.Training;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Framework.Training;

/// <summary>Several rates, and a loss of several terms, in one training.</summary>
[Trait("tier", "unit")]
public sealed class TrainerGroupsTests : IDisposable
{
    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>Against Adam in float64, which skips a step that gives no gradient.</summary>
    [Fact]
    public void EachGroup_IsMovedAtItsOwnRate_AndCountsItsOwnSteps()
    {
        using var task = new TwoGroups();
        task.Run(null);
        Assert.Equal(Adam(1, 0.1, [4], 0.5, everySecond: false), task.First.data<float>()[0], 1e-5);
        Assert.Equal(Adam(-2, 0.1, [4], 0.5, everySecond: false), task.First.data<float>()[1], 1e-5);
        Assert.Equal(Adam(3, 0.01, [2, 4], 0.1, everySecond: true), task.Second.data<float>()[0], 1e-5);
    }

    [Fact]
    public void StoppedAfterAnyStep_ItEndsAsIfNothingHadHappened()
    {
        using var whole = new TwoGroups();
        whole.Run(null);
        for (var kill = 1; kill < TwoGroups.Steps; kill++)
        {
            var folder = new CheckpointFolder(_files.Path($"{kill}"));
            using (var first = new TwoGroups())
            {
                first.Run(folder, kill);
            }

            using var second = new TwoGroups();
            Assert.Equal(kill, second.Run(folder).ResumedAt);
            Assert.Equal(whole.First.data<float>().ToArray(), second.First.data<float>().ToArray());
            Assert.Equal(whole.Second.data<float>().ToArray(), second.Second.data<float>().ToArray());
        }
    }

    [Fact]
    public void TheLog_HasAColumnForEachTermAndEachFurtherRate()
    {
        using var task = new TwoGroups();
        var steps = new List<TrainingProgress>();
        var log = task.Run(null, progress: new Reports(steps.Add)).Log;
        var lines = System.Text.Encoding.UTF8.GetString(log.ToCsv()).Split('\n');
        Assert.Equal("step,loss,near,far,lr,lr_alpha,seconds", lines[0]);
        Assert.StartsWith("6,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",0.05,0.0001,", lines[2], StringComparison.Ordinal);
        Assert.Equal(steps.Take(3).Average(step => step.Parts[0].Value), log.Rows[0].Parts[0].Value, 1e-12);
        Assert.Equal((steps[0].Parts[1].Value + steps[2].Parts[1].Value) / 2, log.Rows[0].Parts[1].Value, 1e-12);
        Assert.Equal(steps[4].Parts[1].Value, log.Rows[1].Parts[1].Value, 1e-12);
    }

    [Fact]
    public void TheLog_IsTheSameAfterAResumption()
    {
        using var whole = new TwoGroups();
        var expected = whole.Run(null).Log;
        var folder = new CheckpointFolder(_files.Path("resumed"));
        using (var first = new TwoGroups())
        {
            first.Run(folder, 5);
        }

        using var second = new TwoGroups();
        Assert.Equal(WithoutSeconds(expected), WithoutSeconds(second.Run(folder).Log));
    }

    [Fact]
    public void Progress_TellsSpeedTimeLeftAndWaiting()
    {
        using var task = new TwoGroups();
        var steps = new List<TrainingProgress>();
        task.Run(null, progress: new Reports(steps.Add));
        Assert.Equal(TwoGroups.Steps, steps.Count);
        Assert.All(steps, step =>
        {
            Assert.Equal(5 * step.StepsPerSecond, step.ImagesPerSecond, 1e-6 * step.ImagesPerSecond);
            Assert.Equal((TwoGroups.Steps - step.Step) / step.StepsPerSecond, step.SecondsLeft);
            Assert.InRange(step.WaitShare, 0, 1);
        });
    }

    private static IEnumerable<string> WithoutSeconds(TrainingLog log) =>
        System.Text.Encoding.UTF8.GetString(log.ToCsv()).Split('\n').Select(line => line[..Math.Max(0, line.LastIndexOf(','))]);

    private static double Adam(double value, double rate, long[] milestones, double factor, bool everySecond)
    {
        var (mean, square, count) = (0.0, 0.0, 0);
        for (var step = 0; step < TwoGroups.Steps; step++)
        {
            if (everySecond && step % 2 != 0)
            {
                continue;
            }

            var gradient = 2 * value;
            (mean, square, count) = ((0.9 * mean) + (0.1 * gradient), (0.999 * square) + (0.001 * gradient * gradient), count + 1);
            var now = rate * Math.Pow(factor, milestones.Count(milestone => step >= milestone));
            value -= now * (mean / (1 - Math.Pow(0.9, count))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, count))) + 1e-8);
        }

        return value;
    }

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
