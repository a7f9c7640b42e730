using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>Every experiment that ships can be planned in every profile on the data at hand.</summary>
[Trait("tier", "real")]
public sealed class ShippedExperimentsTests
{
    public static TheoryData<string, Budget> All()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "experiments");
        var all = new TheoryData<string, Budget>();
        foreach (var file in ExperimentSchemaTests.Files().Order(StringComparer.Ordinal))
        {
            foreach (var profile in Enum.GetValues<Budget>())
            {
                all.Add(Path.GetRelativePath(folder, file), profile);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void CanBePlanned(string file, Budget profile)
    {
        var paths = ResearchPaths.Resolve();
        Assert.SkipUnless(Directory.Exists(Path.Combine(paths.DataRoot, "benchmark", "Set5")), $"'benchmark/Set5' is not in '{paths.DataRoot}' (set RESEARCH_DATA)");
        var catalogs = TestCatalogs.Create();
        var plan = ExperimentPlan.Make(ExperimentFile.Load(Path.Combine(AppContext.BaseDirectory, "experiments", file), catalogs, profile), profile, catalogs, paths);
        Assert.All(ExperimentSurvey.Of(plan, catalogs, paths, rerun: false), state => Assert.DoesNotContain("will fail", state.Reason, StringComparison.Ordinal));
    }
}
