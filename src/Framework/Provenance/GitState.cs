using System.Diagnostics;

namespace Research.Framework.Provenance;

/// <summary>The version of the sources that made a result.</summary>
/// <param name="Commit">Full hash, or "unknown" outside of a repository.</param>
/// <param name="Dirty">Something but <c>results/</c> differs from the commit; null where that is unknown.</param>
public sealed record GitState(string Commit, bool? Dirty)
{
    private static readonly GitState Unknown = new("unknown", null);

    /// <summary>Of the repository that holds a folder.</summary>
    public static GitState Of(string folder)
    {
        if (Ask(folder, "rev-parse", "HEAD") is not { } commit || Ask(folder, "rev-parse", "--show-toplevel") is not { } top)
        {
            return Unknown;
        }

        // Published results follow a run; they do not decide it.
        var changes = Ask(top, "status", "--porcelain", "--", ".", ":(exclude)results");
        return new GitState(commit, changes is null ? null : changes.Length > 0);
    }

    private static string? Ask(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            errors.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // No git.
        }
    }
}
