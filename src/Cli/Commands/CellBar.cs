using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>The bar of one phase of a cell at work, with its speed.</summary>
/// <param name="unit">Of what it counts: "images".</param>
internal sealed class CellBar(ProgressContext live, string label, string phase, string unit)
{
    private readonly ProgressTask _task = live.AddTask(Markup.Escape($"{label}, {phase}"));
    private readonly long _start = Stopwatch.GetTimestamp();

    internal string Phase => phase;

    internal void Advance(long done, long total)
    {
        var speed = done / Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var text = done == 0 ? $"{label}, {phase}" : string.Create(CultureInfo.InvariantCulture, $"{label}, {phase}, {speed:0.0} {unit}/s");
        _task.Description(Markup.Escape(text)).MaxValue(total).Value(done);
    }

    internal void End() => _task.StopTask();
}
