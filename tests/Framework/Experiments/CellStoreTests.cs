using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Quantization;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>What is finished is not run again, and what has changed is.</summary>
[Trait("tier", "recipe")]
public sealed class CellStoreTests : IDisposable
{
    private static readonly Catalogs Known = TestCatalogs.Create();
    private static readonly RunOrigin Origin = new("research run tiny.yaml", new GitState("0123456", false));

    private readonly string _root = Directory.CreateTempSubdirectory("research-cells-").FullName;

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", _root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void ASecondRun_RunsNothing_AndGivesTheSameFiles()
    {
        var (first, second) = (new SilentProgress(), new SilentProgress());
        var (made, read) = (Render(Run(Plan(), first)), Render(Run(Plan(), second)));
        Assert.Equal(4, first.Evaluated.Count);
        Assert.Empty(second.Quantized);
        Assert.Equal(first.Evaluated, second.Restored);
        Assert.Equal(made.Files.Keys, read.Files.Keys);
        Assert.All(made.Files, file => Assert.True(file.Value.AsSpan().SequenceEqual(read.Files[file.Key]), file.Key)); // Timings too: they are kept with the cell.
    }

    [Fact]
    public void OnlyWhatIsMissing_IsRun()
    {
        Run(Plan(datasets: "['tiny[test]']"), new SilentProgress());
        var progress = new SilentProgress();
        var result = Run(Plan(methods: "[fp32, minmax, 'minmax[w=4]']"), progress);
        Assert.Equal(
            ["fp32@bicubic-net:x2 on tiny[calibration]", "minmax@bicubic-net:x2 on tiny[calibration]", "minmax[w=4]@bicubic-net:x2 on tiny[test]", "minmax[w=4]@bicubic-net:x2 on tiny[calibration]"],
            progress.Evaluated);
        Assert.Equal(["tiny[test]", "tiny[calibration]"], result.Rows.Take(2).Select(row => row.Dataset));
    }

    [Fact]
    public void TheSurvey_SaysWhy()
    {
        Assert.Equal(["new", "new"], Reasons(Plan(methods: "[minmax]")));
        Run(Plan(methods: "[minmax]"), new SilentProgress());
        Assert.Equal(["finished", "finished"], Reasons(Plan(methods: "[minmax]")));
        Assert.Equal(["asked for again", "asked for again"], Reasons(Plan(methods: "[minmax]"), rerun: true));
        Assert.Equal(["options differ from those of minmax, which is finished", "new"], Reasons(Plan(methods: "['minmax[w=4]']", datasets: "['tiny[test]', 'tiny[broken]']")));
        Assert.Equal(["changed: seed", "changed: seed"], Reasons(Plan(methods: "[minmax]", more: "seeds: [2]")));
        Assert.Equal(["changed: calibration", "changed: calibration"], Reasons(Plan(methods: "[minmax]", calibration: "synthetic[test]")));
        Assert.Equal(["changed: metrics", "changed: metrics"], Reasons(Plan(methods: "[minmax]", metrics: "['psnr:y']")));
        Assert.Equal(["changed: protocol", "changed: protocol"], Reasons(Plan(methods: "[minmax]", more: "protocol: 'tiles[16,16]'")));
        Assert.Equal(["changed: version", "changed: version"], Reasons(Plan(methods: "[minmax]", catalogs: Known with { Methods = new MethodCatalog().Register(new Newer(Known.Methods.Find("minmax"))) })));
    }

    [Fact]
    public void ADamagedCell_IsRunAgain()
    {
        Run(Plan(methods: "[fp32]"), new SilentProgress());
        var file = Directory.GetFiles(_root, "tiny-test-*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file)[..100]);
        var progress = new SilentProgress();
        Run(Plan(methods: "[fp32]"), progress);
        Assert.Equal(["fp32@bicubic-net:x2 on tiny[test]"], progress.Evaluated);
    }

    [Fact]
    public void AFailure_IsRememberedAsTheReason_AndTriedAgain()
    {
        var plan = Plan(methods: "[fp32]", datasets: "['tiny[broken]']");
        Assert.Single(Run(plan, new SilentProgress()).Failures);
        Assert.Equal(["failed before: tiny[broken], image 'steps': cannot be read."], Reasons(plan));
        Assert.Single(Run(plan, new SilentProgress()).Failures);
    }

    [Fact]
    public async Task TwoRunsAtOnce_ShareTheWork()
    {
        var (first, second) = (new SilentProgress(), new SilentProgress());
        var results = await Task.WhenAll(Task.Run(() => Run(Plan(), first)), Task.Run(() => Run(Plan(), second)));
        Assert.Equal(4, first.Evaluated.Count + second.Evaluated.Count);
        Assert.Equal(4, first.Restored.Count + second.Restored.Count);
        Assert.All(results[0].Rows.Zip(results[1].Rows), pair => Assert.Equal(pair.First.Metrics, pair.Second.Metrics));
    }

    [Fact]
    public void WhatAKilledWriterLeft_IsRemoved()
    {
        Run(Plan(methods: "[fp32]"), new SilentProgress());
        var folder = Path.GetDirectoryName(Directory.GetFiles(_root, "lock", SearchOption.AllDirectories).Single())!;
        File.WriteAllText(Path.Combine(folder, "tiny-test-0.json.1-1.tmp"), "half");
        Run(Plan(methods: "[fp32]"), new SilentProgress());
        Assert.Empty(Directory.GetFiles(_root, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void ManyJobs_GiveTheSameRowsInTheSameOrder()
    {
        var one = Render(Run(Plan(methods: "[fp32, minmax, 'minmax[w=4]']"), new SilentProgress()));
        var many = Render(Run(Plan(methods: "[fp32, minmax, 'minmax[w=4]']"), new SilentProgress(), new RunSettings(Rerun: true, Jobs: 3)));
        Assert.True(one.Files[ResultFiles.Rows].AsSpan().SequenceEqual(many.Files[ResultFiles.Rows]));
        Assert.True(one.Files[ResultFiles.PerImage].AsSpan().SequenceEqual(many.Files[ResultFiles.PerImage]));
    }

    [Fact]
    public void FailFast_BeginsNothingNew()
    {
        var result = Run(Plan(methods: "['minmax[roles=[tail]]', fp32]"), new SilentProgress(), new RunSettings(FailFast: true));
        Assert.Single(result.Failures);
        Assert.Empty(result.Rows);
    }

    private static ResultFiles Render(ExperimentResult result) => ResultFiles.Render(result, Known, Origin);

    private ExperimentPlan Plan(
        string methods = "[fp32, minmax]",
        string datasets = "['tiny[test]', 'tiny[calibration]']",
        string calibration = "tiny[fitting]",
        string metrics = "['psnr:y', 'psnr:idn-y']",
        string more = "",
        Catalogs? catalogs = null)
    {
        var experiment = ExperimentFile.Parse(
            "tiny.yaml",
            $"""
            name: tiny
            title: Tiny
            networks: [{"{ weights: bicubic-net, scale: 2 }"}]
            methods: {methods}
            calibration: {calibration}
            datasets: {datasets}
            metrics: {metrics}
            {more}
            """,
            catalogs ?? Known);
        return ExperimentPlan.Make(experiment, Budget.Quick, Known, Paths);
    }

    private ExperimentResult Run(ExperimentPlan plan, IRunProgress progress, RunSettings? settings = null) =>
        new ExperimentRunner(Known, Paths, progress).Run(plan, settings ?? new RunSettings(), TestContext.Current.CancellationToken);

    private IEnumerable<string> Reasons(ExperimentPlan plan, bool rerun = false) => ExperimentSurvey.Of(plan, Known, Paths, rerun).Select(state => state.Reason);

    private sealed class Newer(IQuantizationMethod method) : IQuantizationMethod
    {
        public MethodInfo Info => method.Info with { Version = method.Info.Version + 1 };

        public QuantizedNetwork Place(Research.Framework.Graph.SrNetwork network, object options) => method.Place(network, options);

        public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation) => method.Quantize(request, cancellation);
    }
}
