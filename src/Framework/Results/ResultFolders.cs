using System.Diagnostics;
using System.Globalization;

namespace Research.Framework.Results;

/// <summary>The two places of results: what this machine ran, and what is published with the project.</summary>
/// <param name="Root">The folder <c>results</c>.</param>
public sealed record ResultFolders(string Root)
{
    /// <summary>Git-ignored.</summary>
    public string Local(string experiment) => Path.Combine([Root, "local", .. experiment.Split('/')]);

    public string Published(string experiment) => Path.Combine([Root, .. experiment.Split('/')]);

    /// <summary>Puts the files in the place of those of an earlier run: all, or on failure none.</summary>
    public void WriteLocal(string experiment, ResultFiles result)
    {
        var target = Local(experiment);
        var suffix = string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}.tmp");
        var (next, previous) = ($"{target}.new{suffix}", $"{target}.old{suffix}");
        RemoveLeftovers(target);
        try
        {
            foreach (var (name, content) in result.Files)
            {
                var path = Path.Combine([next, .. name.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }

            if (Directory.Exists(target))
            {
                Directory.Move(target, previous);
            }

            Directory.Move(next, target);
        }
        finally
        {
            foreach (var leftover in new[] { next, previous }.Where(Directory.Exists))
            {
                Directory.Delete(leftover, recursive: true);
            }
        }
    }

    /// <summary>What runs left that were killed while they wrote.</summary>
    private static void RemoveLeftovers(string target)
    {
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        foreach (var folder in parent.EnumerateDirectories($"{Path.GetFileName(target)}.*.tmp").Where(folder => !IsRunning(folder.Name.Split('.')[^2])))
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsRunning(string process)
    {
        try
        {
            using var running = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
