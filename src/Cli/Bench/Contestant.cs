using System.Diagnostics;
using System.Globalization;

namespace Research.Cli.Bench;

/// <summary>A child process that runs one timed repetition for every line it is sent, and answers with milliseconds.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process _process;

    private Contestant(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    internal string Name { get; }

    internal List<double> Samples { get; } = [];

    /// <summary>Null where the program is not there, or fails before it is ready.</summary>
    internal static Contestant? Start(string name, string program, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() == "ready")
            {
                return new Contestant(name, process);
            }

            process.Kill();
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The program is not installed.
        }

        return null;
    }

    internal static Contestant? StartSelf(string name, string worker, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment) =>
        Start(name, Environment.ProcessPath!, ["bench", "worker", worker, .. arguments], environment);

    /// <summary>One repetition; the answer's first number, by default milliseconds.</summary>
    internal double Repeat(bool count = true)
    {
        _process.StandardInput.WriteLine("go");
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The contestant '{Name}' ended.");
        var value = double.Parse(answer, CultureInfo.InvariantCulture);
        if (count)
        {
            Samples.Add(value);
        }

        return value;
    }

    /// <summary>Peak resident memory so far, in MiB (Linux; else NaN).</summary>
    internal double PeakMebibytes()
    {
        var status = $"/proc/{_process.Id}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? double.NaN : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
