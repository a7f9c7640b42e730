using System.Text;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;
using Research.Framework.Training;

namespace Research.Tests.Framework.Experiments;

/// <summary>Networks that others start or learn from, and those that cost training, are made once.</summary>
[Trait("tier", "recipe")]
public sealed class NeedsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("research-needs-").FullName;
    private readonly FakeMethod _teacher = new("teacher");
    private readonly FakeMethod _pupil = new("pupil", new MethodNeed("teacher", "teacher[w=7]"));
    private readonly FakeMethod _heir = new("heir", new MethodNeed("start", "pupil[w=5]"), new MethodNeed("teacher", "teacher[w=7,a=8]"));
    private readonly FakeMethod _trained = new("trained") { Trains = true };
    private readonly Catalogs _known = TestCatalogs.Create();

    public NeedsTests()
    {
        foreach (var method in new[] { _teacher, _pupil, _heir, _trained })
        {
            _known.Methods.Register(method);
        }
    }

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", _root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ANeededNetwork_IsMadeFirst_Once_ForAll(int jobs)
    {
        var progress = new SilentProgress();
        var result = Run(Plan("['pupil[w=3]', 'heir[w=4]', 'pupil[w=6]', fp32]"), progress, new RunSettings(Jobs: jobs));
        Assert.Empty(result.Failures);
        Assert.Equal(["pupil[w=3]", "heir[w=4]", "pupil[w=6]", "fp32"], result.Rows.Select(row => row.Identity));
        Assert.Equal([7], _teacher.Made);
        Assert.Equal([3, 5, 6], _pupil.Made.Order());
        Assert.Equal([4], _heir.Made);
        Assert.True(progress.Quantized.IndexOf("teacher[w=7]@bicubic-net:x2") < progress.Quantized.IndexOf("pupil[w=5]@bicubic-net:x2"));
        Assert.True(progress.Quantized.IndexOf("pupil[w=5]@bicubic-net:x2") < progress.Quantized.IndexOf("heir[w=4]@bicubic-net:x2"));

        Run(Plan("['pupil[w=3]', 'heir[w=4]', 'pupil[w=2]']"), new SilentProgress());
        Assert.Equal([7], _teacher.Made);
        Assert.Equal([2, 3, 5, 6], _pupil.Made.Order());
    }

    [Fact]
    public void WhatIsNeeded_IsOfTheSameFigures_WhetherMadeOrLoaded()
    {
        var figures = new List<double>();
        _pupil.OnQuantize = (request, token) =>
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            figures.Add(request.Needs["teacher"].Infer(TorchSharp.torch.linspace(0, 255, 192).reshape(1, 3, 8, 8), token).Sr.sum().item<float>());
        };
        Run(Plan("['pupil[w=3]']"), new SilentProgress());
        Run(Plan("['pupil[w=4]']"), new SilentProgress());
        Assert.Equal([7], _teacher.Made);
        Assert.Equal(2, figures.Count);
        Assert.Equal(figures[0], figures[1]);
    }

    [Fact]
    public void ACellOfThePlanThatIsNeeded_IsMadeOnceToo()
    {
        var result = Run(Plan("['pupil[w=3]', 'teacher[w=7]']"), new SilentProgress(), new RunSettings(Jobs: 2));
        Assert.Equal(2, result.Rows.Length);
        Assert.Equal([7], _teacher.Made);
    }

    [Fact]
    public async Task TwoRunsAtOnce_ShareANeededNetwork()
    {
        _teacher.OnQuantize = (_, token) => token.WaitHandle.WaitOne(300);
        await Task.WhenAll(
            Task.Run(() => Run(Plan("['pupil[w=3]']"), new SilentProgress())),
            Task.Run(() => Run(Plan("['pupil[w=4]']"), new SilentProgress())));
        Assert.Equal([7], _teacher.Made);
    }

    [Fact]
    public void ANewDataSet_DoesNotTrainAgain_AndGivesTheSameFigures()
    {
        Run(Plan("[trained]"), new SilentProgress());
        var later = Run(Plan("[trained]", "['tiny[test]', 'tiny[calibration]']"), new SilentProgress());
        Assert.Equal([8], _trained.Made);
        var fresh = Run(Plan("[trained]", "['tiny[test]', 'tiny[calibration]']"), new SilentProgress(), new RunSettings(Rerun: true));
        Assert.Equal([8, 8], _trained.Made);
        Assert.All(later.Rows.Zip(fresh.Rows), pair => Assert.Equal(pair.First.Metrics, pair.Second.Metrics));
        Assert.All(later.Measurements, measured => Assert.Equal(later.Measurements[0].QuantizeSeconds, measured.QuantizeSeconds)); // Those of the training, not of the loading.
    }

    /// <summary>Whether the network is made, loaded for another data set, or the cell is finished: a method's notes are the same, once a cell.</summary>
    [Fact]
    public void WhatAMethodNoted_StaysWithTheCell()
    {
        _trained.OnQuantize = (request, _) =>
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

        Assert.Equal([8], _trained.Made);
    }

    [Fact]
    public void Verify_TrainsOnlyWhereAskedTo()
    {
        var plan = Plan("[fp32, trained]");
        var rows = Path.Combine(_root, "rows.csv");
        File.WriteAllBytes(rows, RowsTable.Create(Run(plan, new SilentProgress()).Rows, [.. plan.Experiment.Metrics.Select(metric => metric.Info)]).ToBytes());
        List<VerifiedRow> Verify(bool withTraining) => [.. new Verification(plan, _known, Paths, withTraining).Run(rows, 5, new SilentProgress(), TestContext.Current.CancellationToken)];
        Assert.Equal([(VerifiedState.Same, true), (VerifiedState.NotChecked, false)], Verify(withTraining: false).Select(row => (row.State, row.Label.StartsWith("fp32", StringComparison.Ordinal))));
        Assert.Equal([8], _trained.Made);
        Assert.All(Verify(withTraining: true), row => Assert.Equal(VerifiedState.Same, row.State));
        Assert.Equal([8, 8], _trained.Made);
    }

    [Theory]
    [InlineData("state.safetensors")]
    [InlineData("kept.json")]
    [InlineData("edges.json")]
    public void ADamagedNetwork_IsMadeAgain(string name)
    {
        Run(Plan("['pupil[w=3]']"), new SilentProgress());
        var file = Directory.GetFiles(_root, name, SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^5] ^= 1;
        File.WriteAllBytes(file, name == "kept.json" ? bytes[..^5] : bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(file) + ".99.tmp"); // As of a kill while it was written.
        Assert.Empty(Run(Plan("['pupil[w=4]']"), new SilentProgress()).Failures);
        Assert.Equal([7, 7], _teacher.Made);
        Run(Plan("['pupil[w=6]']"), new SilentProgress());
        Assert.Equal([7, 7], _teacher.Made);
        Assert.Empty(Directory.GetDirectories(_root, "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ANeededNetworkThatFails_IsTriedOnce_AndNamedByThoseWhoNeedIt(int jobs)
    {
        _teacher.OnQuantize = (_, _) => throw new ResearchException("the school is closed.");
        var result = Run(Plan("['pupil[w=3]', 'heir[w=4]', fp32]"), new SilentProgress(), new RunSettings(Jobs: jobs));
        Assert.Equal([7], _teacher.Made);
        Assert.Equal(["fp32"], result.Rows.Select(row => row.Identity));
        Assert.Equal(["pupil[w=3]@bicubic-net:x2", "heir[w=4]@bicubic-net:x2"], result.Failures.Select(failure => failure.Label));
        Assert.Equal("teacher[w=7]@bicubic-net:x2, which it needs as teacher, failed: the school is closed.", result.Failures[0].Message);
        Assert.StartsWith("pupil[w=5]@bicubic-net:x2, which it needs as start, failed: teacher[w=7]", result.Failures[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterruptedTraining_KeepsItsCheckpoints_UntilItIsFinished()
    {
        using var stop = new CancellationTokenSource();
        var found = new List<string>();
        _trained.OnQuantize = (request, token) =>
        {
            var folder = Directory.CreateDirectory(request.CheckpointFolder!);
            found.AddRange(folder.EnumerateFiles().Select(file => file.Name));
            File.WriteAllText(Path.Combine(folder.FullName, "step-1"), "half way");
            stop.Cancel();
            token.ThrowIfCancellationRequested();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new ExperimentRunner(_known, Paths, new SilentProgress()).Run(Plan("[trained]"), new RunSettings(), stop.Token));
        Assert.Single(Directory.GetFiles(_root, "step-1", SearchOption.AllDirectories));
        Run(Plan("[trained]"), new SilentProgress());
        Assert.Equal(["step-1"], found);
        Assert.Empty(Directory.GetFiles(_root, "step-1", SearchOption.AllDirectories));
        Run(Plan("[trained]"), new SilentProgress(), new RunSettings(Rerun: true));
        Assert.Equal(["step-1"], found); // From the start.
    }

    [Fact]
    public void AStaticMethod_KeepsNoNetwork_UnlessAnotherNeedsIt()
    {
        Run(Plan("[minmax, teacher]"), new SilentProgress());
        Assert.Empty(Directory.GetFiles(_root, "*.safetensors", SearchOption.AllDirectories));
        Run(Plan("[pupil]"), new SilentProgress());
        Assert.Single(Directory.GetFiles(_root, "*.safetensors", SearchOption.AllDirectories));
    }

    [Fact]
    public void Keys_HaveNeedsAndTraining_OnlyWhereTheyApply()
    {
        var plan = Plan("[minmax, pupil, trained, 'heir[w=4]']");
        var keys = new CellKeys(plan, new NetworkLoader(_known.Networks, Paths));
        var parts = plan.Cells.Select(cell => keys.Quantize(cell).Parts).ToList();
        string[] always = ["calibration", "method", "options", "profile", "seed", "version", "weights"];
        Assert.Equal(always, parts[0].Select(part => part.Key));
        Assert.Equal([.. always, "needs"], parts[1].Select(part => part.Key).OrderBy(key => key == "needs"));
        Assert.Equal([.. always, "training", "validation"], parts[2].Select(part => part.Key).OrderBy(key => key is "training" or "validation"));
        Assert.Equal(["start", "teacher"], parts[3]["needs"]!.AsObject().Select(need => need.Key));
        Assert.Equal(parts[1]["needs"]!["teacher"]!.GetValue<string>(), parts[3]["needs"]!["teacher"]!.GetValue<string>());
    }

    /// <summary>A file that a method reads belongs to the key by its content, and is missed before anything runs.</summary>
    [Fact]
    public void Keys_HaveTheContentOfFilesThatAreRead()
    {
        var file = Path.Combine(_root, "read.json");
        _known.Methods.Register(new FakeMethod("reader") { Reads = file });
        var plan = Plan("[reader]");
        CellKey Key() => new CellKeys(plan, new NetworkLoader(_known.Networks, Paths)).Quantize(plan.Cells[0]);
        Assert.Contains("'reader' is to read, cannot be read", Assert.Throws<ResearchException>(Key).Message, StringComparison.Ordinal);
        File.WriteAllText(file, "a");
        var first = Key();
        File.WriteAllText(file, "b");
        Assert.Equal(["files"], first.Differences(Key().Parts));
    }

    [Fact]
    public void ThePlan_NamesWhatIsNeeded()
    {
        var plan = Plan("['pupil[w=3]', 'heir[w=4]', 'pupil[w=5]']");
        Assert.Equal(["teacher[w=7]@bicubic-net:x2 for pupil[w=3]@bicubic-net:x2, heir[w=4]@bicubic-net:x2, pupil[w=5]@bicubic-net:x2: False"], Needed(plan));
        Run(Plan("['pupil[w=3]']"), new SilentProgress());
        Assert.Equal(["teacher[w=7]@bicubic-net:x2 for heir[w=4]@bicubic-net:x2, pupil[w=5]@bicubic-net:x2: True"], Needed(plan));
        Run(plan, new SilentProgress());
        Assert.Empty(Needed(plan));
    }

    [Fact]
    public void Needs_AreCheckedWhereTheMethodIsNamed()
    {
        _known.Methods.Register(new FakeMethod("hen", new MethodNeed("start", "egg"))).Register(new FakeMethod("egg", new MethodNeed("start", "hen")));
        _known.Methods.Register(new FakeMethod("orphan", new MethodNeed("start", "teecher"))).Register(new FakeMethod("spoilt", new MethodNeed("start", "teacher[v=1]")));
        Assert.Equal("tiny.yaml(4,11): methods need each other in a circle, or in a chain longer than 8: hen -> egg -> hen", Problem("[hen]"));
        Assert.StartsWith("tiny.yaml(4,11): 'orphan' needs 'teecher' as start: There is no method 'teecher'. Did you mean 'teacher'?", Problem("[orphan]"), StringComparison.Ordinal);
        Assert.StartsWith("tiny.yaml(4,11): 'spoilt' needs 'teacher[v=1]' as start: Method 'teacher' has no option 'v'.", Problem("[spoilt]"), StringComparison.Ordinal);
    }

    [Fact]
    public void TrainingImages_AreChecked()
    {
        Assert.Equal("tiny.yaml(4,10): method 'trained' needs training images: name a data set under 'training'", Problem("[trained]", training: ""));
        Assert.StartsWith("tiny.yaml(6,11): There is no data set 'tyni'. Did you mean 'tiny'?", Problem("[trained]", training: "training: tyni[fitting]"), StringComparison.Ordinal);
        Assert.StartsWith("tiny: images are calibrated or trained on and also evaluated: 'waves' of tiny[test]", Problem("[trained]", training: "training: tiny[test]"), StringComparison.Ordinal);
        Assert.Empty(Plan("[minmax]", training: "training: tiny[test]").Leaks);
    }

    [Fact]
    public void SeveralTrainingSets_AreTrainedOnTogether_InTheirOrder()
    {
        _trained.OnQuantize = (request, _) => Assert.Equal(["tiny[training]", "tiny[calibration]"], request.Training.Select(set => set.Name));
        var plan = Plan("[trained]", training: "training: ['tiny[training]', { prefer: 'tiny[absent]', optional: true }, { prefer: 'Set5', else: 'tiny[calibration]' }, 'tiny[calibration]']");
        Assert.Empty(Run(plan, new SilentProgress()).Failures);
        Assert.Contains(plan.Skipped, part => part.Name == "tiny[absent]");
        Assert.Equal("tiny.yaml(6,11): 'tiny[test]' stands in 'training' more than once", Problem("[trained]", training: "training: ['tiny[test]', 'tiny[test]']").Split('\n')[0]);
        Assert.StartsWith("tiny.yaml(6,12): There is no data set 'tyni'.", Problem("[trained]", training: "training: ['tyni[fitting]']"), StringComparison.Ordinal);
        Assert.StartsWith("tiny: images are calibrated or trained on and also evaluated: 'waves' of tiny[test]", Problem("[trained]", training: "training: ['tiny[training]', 'tiny[test]']"), StringComparison.Ordinal);
    }

    [Fact]
    public void NoTrainingSetAtHand_FailsTheMethodsThatTrain_WithTheReason()
    {
        _trained.OnQuantize = (request, token) => TrainingImages.Read(request.Training, 2, 8, token);
        var result = Run(Plan("[trained, minmax]", training: "training: [{ prefer: 'tiny[absent]', optional: true }]"), new SilentProgress());
        Assert.Equal("There are no training images; name data sets under 'training' of which one is at hand.", Assert.Single(result.Failures).Message);
        Assert.Single(result.Rows);
    }

    [Fact]
    public void TheValidator_IsTheMeanPsnrOverTheValidationSet_ForMethodsThatTrain()
    {
        const string Sets = "training: tiny[training]\nvalidation: tiny[calibration]";
        var scores = new List<double>();
        _teacher.OnQuantize = (request, _) => Assert.Null(request.Validator);
        _trained.OnQuantize = (request, token) =>
        {
            scores.Add(request.Validator!.Score(QuantizedNetwork.FullPrecision(request.Network), token));
        };
        Assert.Empty(Run(Plan("[trained, teacher]", training: Sets), new SilentProgress()).Failures);
        var evaluated = Run(Plan("[fp32]", "['tiny[calibration]']"), new SilentProgress());
        Assert.Equal([evaluated.Rows[0].Metrics["psnr:y"]], scores);
    }

    [Fact]
    public void TrainingAndValidation_ArePartOfTheKey_ByWhatTheyShow()
    {
        string Key(string training) => new CellKeys(Plan("[trained]", training: training), new NetworkLoader(_known.Networks, Paths)).Quantize(Plan("[trained]").Cells[0]).Hash;
        string[] keys =
        [
            Key("training: tiny[training]"),
            Key("training: ['tiny[training]', 'tiny[calibration]']"),
            Key("training: ['tiny[calibration]', 'tiny[training]']"),
            Key("training: tiny[training]\nvalidation: tiny[calibration]"),
            Key("training: tiny[training]\nvalidation: tiny[fitting]"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], Key("training: [{ prefer: 'tiny[absent]', else: 'tiny[training]' }]"));
    }

    [Fact]
    public void ValidationImages_AreNeitherTrainedOnNorEvaluated_UnlessTheExperimentSaysSo()
    {
        Assert.StartsWith(
            "tiny: networks would be chosen by images that they are trained on: 'waves' of tiny[training] is 'waves' of tiny[training];",
            Problem("[trained]", training: "training: ['tiny[calibration]', 'tiny[training]']\nvalidation: tiny[training]\nselect_on_test: true"),
            StringComparison.Ordinal);
        const string OnTest = "training: tiny[training]\nvalidation: tiny[test]";
        Assert.Matches("^tiny: networks would be chosen by images that are also evaluated: .*'select_on_test: true'", Problem("[trained]", training: OnTest + "\nallow_leak: true"));
        Assert.Empty(Plan("[minmax]", training: OnTest).ChosenOnTest); // Nobody chooses.

        var caption = Caption.Lines(Run(Plan("[trained]", training: OnTest + "\nselect_on_test: true"), new SilentProgress())).ToList();
        Assert.Contains("Training: tiny[training] (2 images).", caption);
        Assert.Contains("Validation, by which trained networks are chosen: tiny[test] (2 images).", caption);
        Assert.Contains("CHOSEN ON TEST IMAGES: 2 images by which trained networks are chosen are also evaluated, as the experiment allows.", caption);
        Assert.DoesNotContain(Caption.Lines(Run(Plan("[trained]", training: "training: tiny[training]\nvalidation: tiny[calibration]"), new SilentProgress())), line => line.StartsWith("CHOSEN", StringComparison.Ordinal));
    }

    private string Problem(string methods, string training = "training: tiny[training]") => Assert.Throws<ResearchException>(() => Plan(methods, training: training)).Message;

    private IEnumerable<string> Needed(ExperimentPlan plan) =>
        ExperimentSurvey.Needs(plan, ExperimentSurvey.Of(plan, _known, Paths, rerun: false), _known, Paths).Select(need => $"{need.Cell.Label} for {string.Join(", ", need.By)}: {need.Kept}");

    private ExperimentPlan Plan(string methods, string datasets = "['tiny[test]']", string training = "training: tiny[training]")
    {
        var experiment = ExperimentFile.Parse(
            "tiny.yaml",
            $"""
            name: tiny
            title: Tiny
            networks: [{"{ weights: bicubic-net, scale: 2 }"}]
            methods: {methods}
            calibration: tiny[fitting]
            {training}
            datasets: {datasets}
            metrics: ['psnr:y']
            """,
            _known);
        return ExperimentPlan.Make(experiment, Budget.Quick, _known, Paths);
    }

    private ExperimentResult Run(ExperimentPlan plan, IRunProgress progress, RunSettings? settings = null) =>
        new ExperimentRunner(_known, Paths, progress).Run(plan, settings ?? new RunSettings(), TestContext.Current.CancellationToken);
}
