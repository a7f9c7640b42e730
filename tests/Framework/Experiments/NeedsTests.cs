using System.Text;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Tests.Framework.Experiments;

/// <summary>Networks that others start or learn from, and those that cost training, are made once.</summary>
[Trait("tier", "recipe")]
public sealed class NeedsTests : NeedsFixture
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ANeededNetwork_IsMadeFirst_Once_ForAll(int jobs)
    {
        var progress = new SilentProgress();
        var result = Run(Plan("['pupil[w=3]', 'heir[w=4]', 'pupil[w=6]', fp32]"), progress, new RunSettings(Jobs: jobs));
        Assert.Empty(result.Failures);
        Assert.Equal(["pupil[w=3]", "heir[w=4]", "pupil[w=6]", "fp32"], result.Rows.Select(row => row.Identity));
        Assert.Equal([7], Teacher.Made);
        Assert.Equal([3, 5, 6], Pupil.Made.Order());
        Assert.Equal([4], Heir.Made);
        Assert.True(progress.Quantized.IndexOf("teacher[w=7]@bicubic-net:x2") < progress.Quantized.IndexOf("pupil[w=5]@bicubic-net:x2"));
        Assert.True(progress.Quantized.IndexOf("pupil[w=5]@bicubic-net:x2") < progress.Quantized.IndexOf("heir[w=4]@bicubic-net:x2"));

        Run(Plan("['pupil[w=3]', 'heir[w=4]', 'pupil[w=2]']"), new SilentProgress());
        Assert.Equal([7], Teacher.Made);
        Assert.Equal([2, 3, 5, 6], Pupil.Made.Order());
    }

    [Fact]
    public void WhatIsNeeded_IsOfTheSameFigures_WhetherMadeOrLoaded()
    {
        var figures = new List<double>();
        Pupil.OnQuantize = (request, token) =>
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            figures.Add(request.Needs["teacher"].Infer(TorchSharp.torch.linspace(0, 255, 192).reshape(1, 3, 8, 8), token).Sr.sum().item<float>());
        };
        Run(Plan("['pupil[w=3]']"), new SilentProgress());
        Run(Plan("['pupil[w=4]']"), new SilentProgress());
        Assert.Equal([7], Teacher.Made);
        Assert.Equal(2, figures.Count);
        Assert.Equal(figures[0], figures[1]);
    }

    [Fact]
    public void ACellOfThePlanThatIsNeeded_IsMadeOnceToo()
    {
        var result = Run(Plan("['pupil[w=3]', 'teacher[w=7]']"), new SilentProgress(), new RunSettings(Jobs: 2));
        Assert.Equal(2, result.Rows.Length);
        Assert.Equal([7], Teacher.Made);
    }

    [Fact]
    public async Task TwoRunsAtOnce_ShareANeededNetwork()
    {
        Teacher.OnQuantize = (_, token) => token.WaitHandle.WaitOne(300);
        await Task.WhenAll(
            Task.Run(() => Run(Plan("['pupil[w=3]']"), new SilentProgress())),
            Task.Run(() => Run(Plan("['pupil[w=4]']"), new SilentProgress())));
        Assert.Equal([7], Teacher.Made);
    }

    [Fact]
    public void ANewDataSet_DoesNotTrainAgain_AndGivesTheSameFigures()
    {
        Run(Plan("[trained]"), new SilentProgress());
        var later = Run(Plan("[trained]", "['tiny[test]', 'tiny[calibration]']"), new SilentProgress());
        Assert.Equal([8], Trained.Made);
        var fresh = Run(Plan("[trained]", "['tiny[test]', 'tiny[calibration]']"), new SilentProgress(), new RunSettings(Rerun: true));
        Assert.Equal([8, 8], Trained.Made);
        Assert.All(later.Rows.Zip(fresh.Rows), pair => Assert.Equal(pair.First.Metrics, pair.Second.Metrics));
        Assert.All(later.Measurements, measured => Assert.Equal(later.Measurements[0].QuantizeSeconds, measured.QuantizeSeconds)); // Those of the training, not of the loading.
    }

    /// <summary>Whether the network is made, loaded for another data set, or the cell is finished: a method's notes are the same, once a cell.</summary>
    [Fact]
    public void WhatAMethodNoted_StaysWithTheCell()
    {
        Trained.OnQuantize = (request, _) =>
        {
            request.Record(new MethodRecord("layers", "conv.in, first", "sensitivity", 1 / 3.0));
            request.Record(new MethodRecord("layers", "conv.in", "nothing", double.NaN));
            request.Time("calibration", 1.25);
        };
        string[] datasets = ["['tiny[test]']", "['tiny[test]', 'tiny[calibration]']", "['tiny[test]', 'tiny[calibration]']"];
        foreach (var result in datasets.Select(these => Run(Plan("[fp32, trained]", these), new SilentProgress())))
        {
            Assert.Equal("""
                method,options,weights,scale,seed,table,item,quantity,value
                trained,,bicubic-net,2,1,layers,"conv.in, first",sensitivity,0.3333333333333333
                trained,,bicubic-net,2,1,layers,conv.in,nothing,

                """, Encoding.UTF8.GetString(NotesTables.Records(result.Measurements).ToBytes()));
            var place = result.Rows.Single(row => row.Method == "trained" && row.Dataset == "tiny[test]").Cell;
            Assert.Equal([new PhaseRow(place, new MethodTime("calibration", 1.25))], NotesTables.ParsePhases(NotesTables.Phases(result.Measurements), "phases.csv"));
            Assert.Equal([1 / 3.0, double.NaN], NotesTables.ParseRecords(NotesTables.Records(result.Measurements), "records.csv").Select(row => row.Record.Value));
        }

        Assert.Equal([8], Trained.Made);
    }

    [Fact]
    public void Verify_TrainsOnlyWhereAskedTo()
    {
        var plan = Plan("[fp32, trained]");
        var rows = Path.Combine(Root, "rows.csv");
        File.WriteAllBytes(rows, RowsTable.Create(Run(plan, new SilentProgress()).Rows, [.. plan.Experiment.Metrics.Select(metric => metric.Info)]).ToBytes());
        List<VerifiedRow> Verify(bool withTraining) => [.. new Verification(plan, Known, Paths, withTraining).Run(rows, 5, new SilentProgress(), TestContext.Current.CancellationToken)];
        Assert.Equal([(VerifiedState.Same, true), (VerifiedState.NotChecked, false)], Verify(withTraining: false).Select(row => (row.State, row.Label.StartsWith("fp32", StringComparison.Ordinal))));
        Assert.Equal([8], Trained.Made);
        Assert.All(Verify(withTraining: true), row => Assert.Equal(VerifiedState.Same, row.State));
        Assert.Equal([8, 8], Trained.Made);
    }

    [Theory]
    [InlineData("state.safetensors")]
    [InlineData("kept.json")]
    [InlineData("edges.json")]
    public void ADamagedNetwork_IsMadeAgain(string name)
    {
        Run(Plan("['pupil[w=3]']"), new SilentProgress());
        var file = Directory.GetFiles(Root, name, SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^5] ^= 1;
        File.WriteAllBytes(file, name == "kept.json" ? bytes[..^5] : bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(file) + ".99.tmp"); // As of a kill while it was written.
        Assert.Empty(Run(Plan("['pupil[w=4]']"), new SilentProgress()).Failures);
        Assert.Equal([7, 7], Teacher.Made);
        Run(Plan("['pupil[w=6]']"), new SilentProgress());
        Assert.Equal([7, 7], Teacher.Made);
        Assert.Empty(Directory.GetDirectories(Root, "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ANeededNetworkThatFails_IsTriedOnce_AndNamedByThoseWhoNeedIt(int jobs)
    {
        Teacher.OnQuantize = (_, _) => throw new ResearchException("the school is closed.");
        var result = Run(Plan("['pupil[w=3]', 'heir[w=4]', fp32]"), new SilentProgress(), new RunSettings(Jobs: jobs));
        Assert.Equal([7], Teacher.Made);
        Assert.Equal(["fp32"], result.Rows.Select(row => row.Identity));
        Assert.Equal(["pupil[w=3]@bicubic-net:x2", "heir[w=4]@bicubic-net:x2"], result.Failures.Select(failure => failure.Label));
        Assert.Equal("teacher[w=7]@bicubic-net:x2, which it needs as teacher, failed: the school is closed.", result.Failures[0].Message);
        Assert.StartsWith("pupil[w=5]@bicubic-net:x2, which it needs as start, failed: teacher[w=7]", result.Failures[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAMethodRefuses_ItRefusesBeforeOthersAreMadeForIt()
    {
        Pupil.OnPlace = options => throw new ResearchException($"w={options.W} is too young.");
        var result = Run(Plan("['pupil[w=3]', fp32]"), new SilentProgress());
        Assert.Empty(Teacher.Made);
        Assert.Equal(["w=3 is too young."], result.Failures.Select(failure => failure.Message));
        Assert.Equal(["fp32"], result.Rows.Select(row => row.Identity));
    }

    [Fact]
    public void AnInterruptedTraining_KeepsItsCheckpoints_UntilItIsFinished()
    {
        using var stop = new CancellationTokenSource();
        var found = new List<string>();
        Trained.OnQuantize = (request, token) =>
        {
            var folder = Directory.CreateDirectory(request.CheckpointFolder!);
            found.AddRange(folder.EnumerateFiles().Select(file => file.Name));
            File.WriteAllText(Path.Combine(folder.FullName, "step-1"), "half way");
            stop.Cancel();
            token.ThrowIfCancellationRequested();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new ExperimentRunner(Known, Paths, new SilentProgress()).Run(Plan("[trained]"), new RunSettings(), stop.Token));
        Assert.Single(Directory.GetFiles(Root, "step-1", SearchOption.AllDirectories));
        Run(Plan("[trained]"), new SilentProgress());
        Assert.Equal(["step-1"], found);
        Assert.Empty(Directory.GetFiles(Root, "step-1", SearchOption.AllDirectories));
        Run(Plan("[trained]"), new SilentProgress(), new RunSettings(Rerun: true));
        Assert.Equal(["step-1"], found); // From the start.
    }

    [Fact]
    public void AStaticMethod_KeepsNoNetwork_UnlessAnotherNeedsIt()
    {
        Run(Plan("[minmax, teacher]"), new SilentProgress());
        Assert.Empty(Directory.GetFiles(Root, "*.safetensors", SearchOption.AllDirectories));
        Run(Plan("[pupil]"), new SilentProgress());
        Assert.Single(Directory.GetFiles(Root, "*.safetensors", SearchOption.AllDirectories));
    }
}
