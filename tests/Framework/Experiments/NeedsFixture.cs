using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>Made-up methods that need each other, or train, on tiny sets.</summary>
public abstract class NeedsFixture : IDisposable
{
    protected NeedsFixture()
    {
        foreach (var method in new[] { Teacher, Pupil, Heir, Trained })
        {
            Known.Methods.Register(method);
        }
    }

    protected string Root { get; } = Directory.CreateTempSubdirectory("research-needs-").FullName;

    private protected FakeMethod Teacher { get; } = new("teacher");

    private protected FakeMethod Pupil { get; } = new("pupil", new MethodNeed("teacher", "teacher[w=7]"));

    private protected FakeMethod Heir { get; } = new("heir", new MethodNeed("start", "pupil[w=5]"), new MethodNeed("teacher", "teacher[w=7,a=8]"));

    private protected FakeMethod Trained { get; } = new("trained") { Trains = true };

    protected Catalogs Known { get; } = TestCatalogs.Create();

    protected ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", Root);

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Problem(string methods, string training = "training: tiny[training]") => Assert.Throws<ResearchException>(() => Plan(methods, training: training)).Message;

    protected ExperimentPlan Plan(string methods, string datasets = "['tiny[test]']", string training = "training: tiny[training]")
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
            Known);
        return ExperimentPlan.Make(experiment, Budget.Quick, Known, Paths);
    }

    protected ExperimentResult Run(ExperimentPlan plan, IRunProgress progress, RunSettings? settings = null) =>
        new ExperimentRunner(Known, Paths, progress).Run(plan, settings ?? new RunSettings(), TestContext.Current.CancellationToken);
}
