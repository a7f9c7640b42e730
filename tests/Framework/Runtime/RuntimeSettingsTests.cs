using Research.Framework.Runtime;

namespace Research.Tests.Framework.Runtime;

[Trait("tier", "unit")]
public sealed class RuntimeSettingsTests
{
    [Fact]
    public void TheUsersEnvironment_Overrides_AndTuningCanBeSwitchedOff()
    {
        Assert.Contains("OMP_WAIT_POLICY        active (environment)", Doctor(("OMP_WAIT_POLICY", "active")), StringComparison.Ordinal);
        Assert.Contains("threads                1 within", Doctor(("OMP_NUM_THREADS", "1")), StringComparison.Ordinal);
        Assert.DoesNotContain("MALLOC_MMAP_MAX_", Doctor(("RESEARCH_TUNING", "off")), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_DifferByName_AndRepeat()
    {
        var seeds = new Seeds(7);
        Assert.Equal(seeds["crops"], new Seeds(7)["crops"]);
        Assert.NotEqual(seeds["crops"], seeds["k-means"]);
        Assert.NotEqual(seeds["crops"], new Seeds(8)["crops"]);
        Assert.True(seeds["crops"] >= 0);
    }

    private static string Doctor(params (string Name, string Value)[] environment) => ResearchProgram.Run("doctor", environment).Output;
}
