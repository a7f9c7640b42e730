using System.Globalization;
using Research.Framework.Costs;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>How a run gets on: one line for each cell that was run, and on a terminal a bar for the whole and one for every cell at work.</summary>
internal sealed class RunDisplay : IRunProgress
{
    private readonly Lock _lock = new();
    private readonly Dictionary<QuantizeCell, CellBar> _cells = [];
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _datasets = new(StringComparer.Ordinal);
    private readonly IAnsiConsole _console;
    private readonly ProgressContext? _live;
    private readonly ProgressTask? _whole;
    private int _total;
    private int _done;
    private int _finishedBefore;

    private RunDisplay(IAnsiConsole console, ProgressContext? live)
    {
        _console = console;
        _live = live;
        _whole = live?.AddTask("cells");
    }

    internal static ExperimentResult Around(IAnsiConsole console, Func<IRunProgress, ExperimentResult> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return Run(new RunDisplay(console, null), run);
        }

        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(live => Run(new RunDisplay(console, live), run));
    }

    private static ExperimentResult Run(RunDisplay display, Func<IRunProgress, ExperimentResult> run)
    {
        var result = run(display);
        if (display._finishedBefore > 0)
        {
            display._console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{display._finishedBefore} of {display._total} cells were finished before ('--rerun' runs them again)"));
        }

        return result;
    }

    public void Started(ExperimentPlan plan)
    {
        _total = plan.Evaluations.Count();
        _whole?.MaxValue(_total);
        _planned.UnionWith(plan.Cells.Select(cell => cell.Label));
        _datasets.UnionWith(plan.Datasets.Select(dataset => dataset.Name));
        _console.WriteLine($"{plan.Experiment.Name}: {_total} cells, {string.Join(", ", plan.Datasets.Select(dataset => dataset.Name))}");
        foreach (var replaced in plan.Datasets.Concat(plan.Seen).Where(dataset => dataset.WhyNotPreferred is not null))
        {
            _console.WriteLine($"{replaced.Name} in place of {replaced.Choice.Prefer}: {replaced.WhyNotPreferred}");
        }

        foreach (var note in plan.Notes)
        {
            _console.WriteLine(note);
        }

        foreach (var group in plan.Skipped.GroupBy(part => (part.Reason, part.Intended)))
        {
            _console.WriteLine($"Left out because {group.Key.Reason}: {string.Join(", ", group.Select(part => part.Name))}{(group.Key.Intended ? string.Empty : " ('research doctor' says where they are looked for)")}");
        }
    }

    public void Started(QuantizeCell cell)
    {
        lock (_lock)
        {
            if (!_planned.Contains(cell.Label))
            {
                _console.WriteLine($"{cell.Label} is made first, for the cells that need it");
            }

            Advanced(cell, new MethodProgress("starting", 0, 1));
        }
    }

    public void Advanced(QuantizeCell cell, MethodProgress progress)
    {
        lock (_lock)
        {
            if (_live is null)
            {
                if (progress.News is { } news)
                {
                    _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cell.Label}: {progress.Phase}, step {progress.Done} of {progress.Total}: {news}"));
                }

                return;
            }

            if (!_cells.TryGetValue(cell, out var bar) || bar.Phase != progress.Phase)
            {
                bar?.End();
                _cells[cell] = bar = new CellBar(_live, cell.Label, progress.Phase, _datasets.Contains(progress.Phase) ? "images" : "steps");
            }

            bar.Advance(progress);
        }
    }

    public void Measured(EvaluateCell cell, ResultRow row, bool finishedBefore)
    {
        if (finishedBefore)
        {
            lock (_lock)
            {
                _finishedBefore++;
                _whole?.Value(++_done);
            }

            return;
        }

        var figures = row.Metrics.Where(metric => !double.IsNaN(metric.Value) && metric.Key != FeatureBits.Fab.Info.Id).Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:F4}"));
        Line(1, $"{cell.Quantize.Label} on {row.Dataset}: {string.Join(", ", figures)}, FAB {row.FeatureAverageBits.ToString("F2", CultureInfo.InvariantCulture)}");
    }

    public void Ended(QuantizeCell cell)
    {
        lock (_lock)
        {
            if (_cells.Remove(cell, out var bar))
            {
                bar.End();
            }
        }
    }

    public void Failed(CellFailure failure, int cells) => Line(cells, $"{failure.Label}: FAILED: {failure.Message}");

    private void Line(int cells, string text)
    {
        lock (_lock)
        {
            _done += cells;
            _whole?.Value(_done);
            _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_done}/{_total}] {text}"));
        }
    }
}
