using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>What is needed stands in keys and plans, and is checked before anything runs.</summary>
[Trait("tier", "recipe")]
public sealed class NeedsPlanTests : NeedsFixture
{
    [Fact]
    public void Keys_HaveNeedsAndTraining_OnlyWhereTheyApply()
    {
        var plan = Plan("[minmax, pupil, trained, 'heir[w=4]']");
        var keys = new CellKeys(plan, new NetworkLoader(Known.Networks, Paths));
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
        var file = Path.Combine(Root, "read.json");
        Known.Methods.Register(new FakeMethod("reader") { Reads = file });
        var plan = Plan("[reader]");
        CellKey Key() => new CellKeys(plan, new NetworkLoader(Known.Networks, Paths)).Quantize(plan.Cells[0]);
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
        Known.Methods.Register(new FakeMethod("hen", new MethodNeed("start", "egg"))).Register(new FakeMethod("egg", new MethodNeed("start", "hen")));
        Known.Methods.Register(new FakeMethod("orphan", new MethodNeed("start", "teecher"))).Register(new FakeMethod("spoilt", new MethodNeed("start", "teacher[v=1]")));
        Assert.Equal("tiny.yaml(4,11): methods need each other in a circle, or in a chain longer than 8: hen -> egg -> hen", Problem("[hen]"));
        Assert.StartsWith("tiny.yaml(4,11): 'orphan' needs 'teecher' as start: There is no method 'teecher'. Did you mean 'teacher'?", Problem("[orphan]"), StringComparison.Ordinal);
        Assert.StartsWith("tiny.yaml(4,11): 'spoilt' needs 'teacher[v=1]' as start: Method 'teacher' has no option 'v'.", Problem("[spoilt]"), StringComparison.Ordinal);
    }

    private IEnumerable<string> Needed(ExperimentPlan plan) =>
        ExperimentSurvey.Needs(plan, ExperimentSurvey.Of(plan, Known, Paths, rerun: false), Known, Paths).Select(need => $"{need.Cell.Label} for {string.Join(", ", need.By)}: {need.Kept}");
}
