namespace Research.Framework.Runtime;

/// <summary>Where data, weights and working files lie.</summary>
/// <param name="DataRoot">Images: <c>--data-root</c>, else <c>RESEARCH_DATA</c>, else <c>data/</c>. Never written to, except by the download commands.</param>
/// <param name="WeightsRoot">Weights: <c>--weights-root</c>, else <c>RESEARCH_WEIGHTS</c>, else <c>&lt;data root&gt;/weights</c>.</param>
/// <param name="CacheRoot">Derived files that can be made again (LR images, hashes, the photographs): <c>RESEARCH_CACHE</c>, else the user's cache folder.</param>
/// <param name="RunsRoot">Working files of runs, checkpoints: <c>RESEARCH_RUNS</c>, else <c>runs</c> below the cache folder.</param>
public sealed record ResearchPaths(string DataRoot, string WeightsRoot, string CacheRoot, string RunsRoot)
{
    public static ResearchPaths Resolve(string? dataRoot = null, string? weightsRoot = null)
    {
        var data = dataRoot ?? FromEnvironment("RESEARCH_DATA") ?? "data";
        var weights = weightsRoot ?? FromEnvironment("RESEARCH_WEIGHTS") ?? Path.Combine(data, "weights");
        var cache = FromEnvironment("RESEARCH_CACHE") ?? Path.Combine(UserCache(), "research");
        var runs = FromEnvironment("RESEARCH_RUNS") ?? Path.Combine(cache, "runs");
        return new ResearchPaths(Path.GetFullPath(data), Path.GetFullPath(weights), Path.GetFullPath(cache), Path.GetFullPath(runs));
    }

    /// <summary>The text without this machine's folders, for files that others read.</summary>
    public string Hide(string text) =>
        new[] { (RunsRoot, "<runs>"), (WeightsRoot, "<weights root>"), (DataRoot, "<data root>"), (CacheRoot, "<cache>") }
            .OrderByDescending(root => root.Item1.Length)
            .Aggregate(text, (current, root) => current.Replace(root.Item1, root.Item2, StringComparison.Ordinal));

    /// <summary>Finds out before any work whether derived files and cells can be kept.</summary>
    /// <exception cref="ResearchException">One of the places cannot be written to: which, and the variable that names another.</exception>
    public void RequireWritable()
    {
        foreach (var (root, variable) in new[] { (CacheRoot, "RESEARCH_CACHE"), (RunsRoot, "RESEARCH_RUNS") })
        {
            try
            {
                AtomicFile.Probe(Path.Combine(root, "probe"));
            }
            catch (ResearchException problem)
            {
                throw new ResearchException($"The folder '{root}' cannot be written to. Another one is named by {variable}.", problem);
            }
        }
    }

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string UserCache() =>
        FromEnvironment("XDG_CACHE_HOME")
        ?? (OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"));
}
