using Research.Framework.Methods;
using Research.Framework.Training;
using Research.Methods.Cadyq;

namespace Research.Tests.Methods.Cadyq;

/// <summary>The paper's schedule against the released scripts, and what options change.</summary>
[Trait("tier", "unit")]
public sealed class CadyqScheduleTests
{
    private const double White = 255;

    [Theory]
    [InlineData(White, 300, 149, 1e-4, 150)]
    [InlineData(1, 600, 399, 1e-3, 400)]
    public void ThePapers_IsTheReleasedScripts(double range, int epochs, int before, double selectors, int halved)
    {
        var schedule = CadyqSchedule.Of(Budget.Paper, range);
        Assert.Equal(new QatSchedule(epochs, 1000, 16, 48), schedule);
        Assert.Equal(selectors, CadyqSchedule.SelectorRate(Budget.Paper, range));
        Assert.Equal(1e-2, CadyqSchedule.BoundRate(Budget.Paper));
        Assert.Equal((1e-4, 1e-6), CadyqSchedule.BitWeight(Budget.Paper, schedule, range));
        var rate = CadyqSchedule.Rate(CadyqSchedule.WeightRate(Budget.Paper), schedule, range);
        Assert.Equal(1e-4, rate.At((before * 1000L) - 1));
        Assert.Equal(5e-5, rate.At((halved - 1) * 1000L)); // Already in this epoch.
        Assert.Equal(range == White ? 2.5e-5 : 5e-5, rate.At((epochs * 1000L) - 1));
    }

    [Theory]
    [InlineData(Budget.Quick)]
    [InlineData(Budget.Cpu)]
    public void ShortOnes_EndWithThePapersBitWeight_ForTheirBatch(Budget budget)
    {
        var schedule = CadyqSchedule.Of(budget, White);
        var (start, growth) = CadyqSchedule.BitWeight(budget, schedule, White);
        Assert.Equal(4e-4 * 16 / schedule.Batch, start + (schedule.Epochs * growth), 1e-12);
        Assert.InRange(CadyqSchedule.SelectFrom(schedule), 2, schedule.Epochs);
    }

    [Fact]
    public void OneEpoch_IsNotHalved() => Assert.Equal(1, CadyqSchedule.Rate(1, new QatSchedule(1, 5, 1, 8), White).At(4));

    [Fact]
    public void Options_TakeTheSchedulesPlace() => Assert.Equal(
        new QatSchedule(5, 6, 7, 8),
        new CadyqOptions { Epochs = 5, Iterations = 6, Batch = 7, Crop = 8 }.Schedule(Budget.Paper, 1));

    public static TheoryData<CadyqOptions, string> Wrong => new()
    {
        { new(9), "w=9" },
        { new() { Bits = [] }, "bits=[]" },
        { new() { Bits = [4, 4, 8] }, "ascending" },
        { new() { Bits = [4, 9] }, "2..8" },
        { new() { BitLoss = BitLoss.None, BitGrowth = 1 }, "bit_loss=none" },
        { new() { BitWeight = -1 }, "bit_weight=-1" },
        { new() { SelectorRate = 0 }, "selector_rate=0" },
        { new() { Epochs = 0 }, "epochs" },
        { new() { Crop = 2 }, "crop" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongOptions_AreNamed(CadyqOptions options, string part) => Assert.Contains(part, options.Problem(), StringComparison.Ordinal);

    [Theory]
    [InlineData(Conv1Input.Released, "pams[w=6,a=8]")]
    [InlineData(Conv1Input.Corrected, "pams[w=6,a=8,conv1_quantized=true]")]
    public void ItNeedsPams_AsStartAndTeacher(Conv1Input conv1, string identity) => Assert.Equal(
        [new MethodNeed("start", identity), new MethodNeed("teacher", identity)],
        new CadyqMethod().Info.Needs(new CadyqOptions(6) { Conv1 = conv1 }));
}
