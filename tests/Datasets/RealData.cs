using Research.Datasets;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets;

/// <summary>Images at hand on this machine, for tests of the tier "real".</summary>
internal static class RealData
{
    public static ResearchPaths Paths { get; } = ResearchPaths.Resolve();

    public static string Folder(params string[] parts)
    {
        var folder = Path.Combine([Paths.DataRoot, .. parts]);
        Assert.SkipUnless(Directory.Exists(folder), $"no '{folder}'; RESEARCH_DATA names another data root");
        return folder;
    }

    public static ImageDataset Benchmark(string name)
    {
        Folder("benchmark", name, "HR");
        return BuiltInDatasets.Create().Open(name, Paths);
    }
}
