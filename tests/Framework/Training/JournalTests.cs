using Research.Framework.Training;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Framework.Training;

/// <summary>Every step is noted once, however often a training was interrupted.</summary>
[Trait("tier", "unit")]
public sealed class JournalTests : IDisposable
{
    private readonly Temporary _files = new();

    private string Table => _files.Path("steps.csv");

    private string Events => _files.Path("events");

    public void Dispose() => _files.Dispose();

    [Fact]
    public void StepsThatAreDoneAgain_AreNotedOnce()
    {
        Run(0, 5);
        File.AppendAllText(Table, "6,0.12"); // Cut by a kill.
        Run(3, 8);
        Assert.Equal(["step,loss,near,far,lr,lr_alpha,seconds", .. Enumerable.Range(1, 8).Select(step => $"{step},{step},{10 * step},,0.1,0.01,{step}.000")], File.ReadAllLines(Table));
        Assert.Equal(2, Directory.GetFiles(Events).Length);
        var events = Directory.GetFiles(Events).Order(StringComparer.Ordinal).SelectMany(TensorBoardEvents.Read).ToList();
        foreach (var (tag, value) in new (string, Func<int, float>)[] { ("loss", step => step), ("loss/near", step => 10 * step), ("rate/weights", _ => 0.1f), ("rate/alpha", _ => 0.01f) })
        {
            Assert.Equal(Enumerable.Range(1, 8).Select(step => ((long)step, value(step))), events.Where(scalar => scalar.Tag == tag).Select(scalar => (scalar.Step, scalar.Value)));
        }

        Assert.All(events, scalar => Assert.InRange(scalar.Time, TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeSeconds()));
    }

    [Fact]
    public void AnEventFileThatIsCutAnywhere_KeepsItsWholeRecords()
    {
        Run(0, 3);
        var file = Directory.GetFiles(Events).Single();
        var whole = File.ReadAllBytes(file);
        var all = TensorBoardEvents.Read(file).Count();
        var counts = new HashSet<int>();
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(file, whole[..length]);
            EventFile.Truncate(file, long.MaxValue);
            counts.Add(TensorBoardEvents.Read(file).Count()); // Which throws where a record is not whole.
        }

        Assert.Equal(Enumerable.Range(0, all), counts.Order());
        File.WriteAllBytes(file, whole);
        EventFile.Truncate(file, long.MaxValue);
        Assert.Equal(whole, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(300_000)]
    public void StepsOfAnySize_AreReadForWhatTheyAre(int step)
    {
        using (var events = new EventFiles(Events, TimeProvider.System))
        {
            events.Resume(0);
            events.Add(Step(step));
            events.Add(Step(step + 1));
        }

        var file = Directory.GetFiles(Events).Single();
        EventFile.Truncate(file, step);
        Assert.Equal([step], TensorBoardEvents.Read(file).Select(scalar => scalar.Step).Distinct());
    }

    private void Run(int from, int to)
    {
        using var table = new StepTable(Table);
        using var events = new EventFiles(Events, TimeProvider.System);
        foreach (var journal in new ITrainingJournal[] { table, events })
        {
            journal.Resume(from);
            for (var step = from + 1; step <= to; step++)
            {
                journal.Add(Step(step));
            }

            journal.Flush();
        }
    }

    private static TrainingStep Step(int step) => new(step, step, step == 1 ? [new("near", 10), new("far", double.NaN)] : [new("near", 10 * step)], [new("weights", 0.1), new("alpha", 0.01)], step);
}
