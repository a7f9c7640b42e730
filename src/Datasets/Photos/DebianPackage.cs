using System.ComponentModel;
using System.Diagnostics;
using Research.Framework.Data;

namespace Research.Datasets.Photos;

/// <summary>Fetches and unpacks a Debian package without root and without installing it.</summary>
internal static class DebianPackage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] Options = ["-q", "-o", "Acquire::http::Timeout=15", "-o", "Acquire::Retries=0"];

    /// <summary>Unpacks the package into <paramref name="folder"/>, which exists and is empty, and returns the folder of its files.</summary>
    /// <exception cref="DatasetUnavailableException">No apt-get, no network, no such package.</exception>
    public static string Unpack(string package, string folder)
    {
        // The package lists of this machine first. A fresh container has none: then fetch them, into a folder of our own.
        if (Run("apt-get", [.. Options, "download", package], folder) is { } reason)
        {
            Directory.CreateDirectory(Path.Combine(folder, "lists", "partial"));
            Directory.CreateDirectory(Path.Combine(folder, "cache", "archives", "partial"));
            string[] own = [.. Options, "-o", $"Dir::State::Lists={folder}/lists", "-o", $"Dir::Cache={folder}/cache"];
            _ = Run("apt-get", [.. own, "update"], folder);
            if (Run("apt-get", [.. own, "download", package], folder) is not null)
            {
                throw new DatasetUnavailableException($"'apt-get download {package}' failed ({reason.TrimEnd('.')}), with fresh package lists too.");
            }
        }

        var archive = Directory.GetFiles(folder, "*.deb").SingleOrDefault()
            ?? throw new DatasetUnavailableException($"'apt-get download {package}' left no package behind.");
        var files = Path.Combine(folder, "files");
        return Run("dpkg-deb", ["-x", archive, files], folder) is { } error
            ? throw new DatasetUnavailableException($"'dpkg-deb -x' failed on {package}: {error}")
            : files;
    }

    /// <summary>Null on success, else the reason in one line.</summary>
    private static string? Run(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return $"no end after {Patience.TotalMinutes} minutes";
            }

            Task.WaitAll(output, errors);
            var lines = errors.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return process.ExitCode == 0 ? null : lines.LastOrDefault(line => line.StartsWith("E:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? $"exit code {process.ExitCode}";
        }
        catch (Win32Exception)
        {
            return $"this machine has no {program}";
        }
    }
}
