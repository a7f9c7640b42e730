using System.Runtime.CompilerServices;

namespace Research.Tests;

/// <summary>Keeps the tests' cells out of the user's, and a test run's out of the next one's.</summary>
internal static class RunsFolder
{
    [ModuleInitializer]
    internal static void Redirect()
    {
        var folder = Directory.CreateTempSubdirectory("research-runs-").FullName;
        Environment.SetEnvironmentVariable("RESEARCH_RUNS", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
