using System.Diagnostics;
using System.Globalization;
using Research.Framework.Methods;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>The bar of one phase of a cell at work, with its speed.</summary>
/// <param name="unit">Of what it counts: "images".</param>
internal sealed class CellBar(ProgressContext live, string label, string phase, string unit)
{
    private readonly ProgressTask _task = live.AddTask(Markup.Escape($"{label}, {phase}"));
    private readonly long _start = Stopwatch.GetTimestamp();

    private string? _news;

    internal string Phase => phase;

    internal void Advance(MethodProgress progress)
    {
        _news = progress.News ?? _news;
        var speed = progress.Done / Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var text = progress.Done == 0 ? $"{label}, {phase}"
            : _news is not null ? $"{label}, {phase}, {_news}"
            : string.Create(CultureInfo.InvariantCulture, $"{label}, {phase}, {speed:0.0} {unit}/s");
        _task.Description(Markup.Escape(text)).MaxValue(progress.Total).Value(progress.Done);
    }

    internal void End() => _task.StopTask();
}
