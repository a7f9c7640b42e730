using Research.Framework.Runtime;

namespace Research.Tests;

/// <summary>Images and weights that are not in the project: tests that need them are skipped where they are absent.</summary>
internal static class SharedFiles
{
    internal static ResearchPaths Paths { get; } = ResearchPaths.Resolve();

    /// <summary>The path of a weights file, or the test is skipped.</summary>
    internal static string Weights(string file)
    {
        var path = Path.Combine(Paths.WeightsRoot, file);
        Assert.SkipUnless(File.Exists(path), $"weights '{file}' are not in '{Paths.WeightsRoot}' (set RESEARCH_WEIGHTS)");
        return path;
    }

    /// <summary>The path of a golden file that holds images or weights and therefore lies outside the project: in RESEARCH_GOLDEN, else in <c>golden</c> beside the data root; or the test is skipped.</summary>
    internal static string Golden(string file)
    {
        var root = Environment.GetEnvironmentVariable("RESEARCH_GOLDEN") ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Paths.DataRoot)) ?? string.Empty, "golden");
        var path = Path.Combine(root, file);
        Assert.SkipUnless(File.Exists(path), $"'{file}' is not in '{root}' (set RESEARCH_GOLDEN)");
        return path;
    }

    /// <summary>The path of a folder below the data root, or the test is skipped.</summary>
    internal static string Data(string folder)
    {
        var path = Path.Combine(Paths.DataRoot, folder);
        Assert.SkipUnless(Directory.Exists(path), $"'{folder}' is not in '{Paths.DataRoot}' (set RESEARCH_DATA)");
        return path;
    }
}
